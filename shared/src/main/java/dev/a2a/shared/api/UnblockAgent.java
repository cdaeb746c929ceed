package dev.a2a.shared.api;

/// Takes a block back: what was granted to the agent counts again.
public record UnblockAgent(String agentId) {
  public UnblockAgent {
    agentId = Check.agentId("agent_id", agentId);
  }
}
