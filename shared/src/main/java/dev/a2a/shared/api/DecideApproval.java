package dev.a2a.shared.api;

/// A person's word on what an agent has asked for. An approval runs it, once.
public record DecideApproval(String approvalId, Decision decision) {
  public DecideApproval {
    approvalId = Check.approvalId("approval_id", approvalId);
    if (decision == null) {
      throw new Refusal(new Problem.MissingArgument("decision"));
    }
  }
}
