package dev.a2a.daemon.operation;

import dev.a2a.daemon.limit.Limits;
import dev.a2a.daemon.message.Messages;
import dev.a2a.daemon.operation.Tool.Hints;
import dev.a2a.shared.api.SendMessage;
import dev.a2a.shared.api.Sent;

/// `a2a_send_message`.
final class SendMessageOperation {
  private SendMessageOperation() {}

  static Operation<SendMessage, Sent> on(Messages messages, Limits limits) {
    return Operation.of(
        Tool.of(
                "a2a_send_message",
                "Send a message",
                Hints.REACHES,
                """
                    Sends a message to another agent; it waits in their inbox. Answer a message
                    with reply_to_id. Returns message_id once it is stored; the answer comes
                    later, by a2a_check_inbox. not_authorized: their owner has not let you
                    write; tell your user. recipient_last_checked_at long ago: do not wait for
                    an answer.
                """)
            .showingOutput(),
        Route.post("/v1/messages", 202),
        SendMessage.class,
        Sent.class,
        (call, asked) -> {
          // Before the store, so that what is too much says nothing of what is there.
          call.within(limits.send(call.agent().id(), asked.recipientId()));
          return messages.send(call.agent(), asked);
        });
  }
}
