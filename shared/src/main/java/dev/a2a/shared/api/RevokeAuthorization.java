package dev.a2a.shared.api;

/// Takes back what [AuthorizeAgent] gave, at once.
public record RevokeAuthorization(String agentId) {
  public RevokeAuthorization {
    agentId = Check.agentId("agent_id", agentId);
  }
}
