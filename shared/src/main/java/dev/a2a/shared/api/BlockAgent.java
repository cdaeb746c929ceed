package dev.a2a.shared.api;

/// Keeps another agent from writing to the caller, whatever else was or will be granted to it.
public record BlockAgent(String agentId) {
  public BlockAgent {
    agentId = Check.agentId("agent_id", agentId);
  }
}
