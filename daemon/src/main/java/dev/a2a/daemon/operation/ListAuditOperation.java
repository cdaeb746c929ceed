package dev.a2a.daemon.operation;

import dev.a2a.daemon.audit.Trail;
import dev.a2a.shared.api.AuditLog;
import dev.a2a.shared.api.ListAudit;

/// The caller's own audit log. No tool: it is for people, who are to see what their agent did.
final class ListAuditOperation {
  private ListAuditOperation() {}

  static Operation<ListAudit, AuditLog> on(Trail trail) {
    return Operation.routeOnly(
        Route.get("/v1/audit"),
        ListAudit.class,
        AuditLog.class,
        (call, asked) -> trail.of(call.agent().id(), asked));
  }
}
