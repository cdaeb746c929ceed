package dev.a2a.daemon.operation;

import dev.a2a.daemon.operation.Tool.Hints;
import dev.a2a.daemon.receipt.Receipts;
import dev.a2a.shared.api.MarkRead;
import dev.a2a.shared.api.Marked;

/// `a2a_mark_read`.
final class MarkReadOperation {
  private MarkReadOperation() {}

  static Operation<MarkRead, Marked> on(Receipts receipts) {
    return Operation.of(
        Tool.of(
            "a2a_mark_read",
            "Mark as read",
            Hints.SETS,
            """
                Marks a message read once you have dealt with it, or, without message_id,
                all that was listed to you so far.
            """),
        Route.post("/v1/inbox/read", 200),
        MarkRead.class,
        Marked.class,
        (call, asked) -> receipts.markRead(call.agent(), asked));
  }
}
