package dev.a2a.daemon.operation;

import dev.a2a.daemon.operation.Tool.Hints;
import dev.a2a.daemon.receipt.Receipts;
import dev.a2a.shared.api.GetMessageStatus;
import dev.a2a.shared.api.Receipt;
import java.time.Duration;

/// `a2a_get_message_status`.
final class GetMessageStatusOperation {
  /// Hosts give up on a tool after a minute.
  private static final Duration TOOL_WAIT = Duration.ofSeconds(50);

  private static final Duration WAIT = Duration.ofSeconds(GetMessageStatus.WAIT_MAX);

  private GetMessageStatusOperation() {}

  static Operation<GetMessageStatus, Receipt> on(Receipts receipts) {
    return Operation.of(
        Tool.of(
            "a2a_get_message_status",
            "Get a message's status",
            Hints.LOOKS,
            """
                Tells how far a message you sent has come: queued, delivered, read, replied or
                expired. still_waiting: the wait ended before; call again or go on with other
                work.
            """),
        Route.get("/v1/messages/{message_id}/status"),
        GetMessageStatus.class,
        Receipt.class,
        (call, asked) ->
            receipts.status(call.agent(), asked, call.toTranscript() ? TOOL_WAIT : WAIT));
  }
}
