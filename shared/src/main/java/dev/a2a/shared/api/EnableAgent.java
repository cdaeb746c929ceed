package dev.a2a.shared.api;

/// Asks that a disabled agent be as before.
public record EnableAgent(String agentId) {
  public EnableAgent {
    agentId = Check.agentId("agent_id", agentId);
  }
}
