package dev.a2a.daemon.operation;

import dev.a2a.daemon.approval.Approvals;
import dev.a2a.shared.api.ApprovalList;
import dev.a2a.shared.api.DecideApproval;
import dev.a2a.shared.api.Decided;
import dev.a2a.shared.api.ListApprovals;

/// What waits for a person, and the person's word on it. No tools: an agent does not approve what
/// it has asked for.
final class ApprovalOperations {
  private ApprovalOperations() {}

  static Operation<ListApprovals, ApprovalList> list(Approvals approvals) {
    return Operation.routeOnly(
        Route.get("/v1/approvals"),
        ListApprovals.class,
        ApprovalList.class,
        (call, asked) -> approvals.list(call.agent(), asked));
  }

  static Operation<DecideApproval, Decided> decide(Approvals approvals) {
    return Operation.routeOnly(
        Route.post("/v1/approvals/{approval_id}", 200),
        DecideApproval.class,
        Decided.class,
        (call, asked) -> approvals.decide(call.agent(), asked));
  }
}
