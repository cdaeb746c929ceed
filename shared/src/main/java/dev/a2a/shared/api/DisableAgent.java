package dev.a2a.shared.api;

/// Asks that an agent's keys stop to work, and that nothing is taken from it or for it.
public record DisableAgent(String agentId) {
  public DisableAgent {
    agentId = Check.agentId("agent_id", agentId);
  }
}
