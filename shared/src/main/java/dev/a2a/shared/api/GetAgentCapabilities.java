package dev.a2a.shared.api;

/// Asks what an agent says it can do.
public record GetAgentCapabilities(String agentId) {
  public GetAgentCapabilities {
    agentId = Check.agentId("agent_id", agentId);
  }
}
