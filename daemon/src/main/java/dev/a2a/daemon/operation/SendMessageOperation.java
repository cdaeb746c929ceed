package dev.a2a.daemon.operation;

import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.approval.Approvals;
import dev.a2a.daemon.authorization.Authorizations;
import dev.a2a.daemon.limit.Limits;
import dev.a2a.daemon.message.Messages;
import dev.a2a.daemon.operation.Tool.Hints;
import dev.a2a.shared.api.SendMessage;
import dev.a2a.shared.api.Sent;
import java.util.Optional;

/// `a2a_send_message`.
final class SendMessageOperation {
  private SendMessageOperation() {}

  static Operation<SendMessage, Sent> on(
      Messages messages, Authorizations authorizations, Approvals approvals, Limits limits) {
    return Operation.of(
            Tool.of(
                Operations.SEND_MESSAGE,
                "Send a message",
                Hints.REACHES,
                """
                    Sends a message to another agent; it waits in their inbox. Answer a message
                    with reply_to_id. Returns message_id once it is stored; the answer comes
                    later, by a2a_check_inbox. not_authorized: their owner has not let you
                    write; tell your user. recipient_last_checked_at long ago: do not wait for
                    an answer.
                """),
            Route.post("/v1/messages", 202),
            SendMessage.class,
            Sent.class,
            (call, asked) -> {
              // Before the store, so that what is too much says nothing of what is there.
              call.within(limits.send(call.agent().id(), asked.recipientId()));
              return messages.send(call.agent(), asked);
            })
        .decidedByPerson((call, asked) -> {
          if (!approvals.asksOutside()) {
            return Optional.empty();
          }
          Agent agent = call.agent();
          call.within(limits.send(agent.id(), asked.recipientId()));
          if (!messages.leavesPair(agent, asked)) {
            return Optional.of(messages.send(agent, asked));
          }
          String question = Questions.send(asked, authorizations.known(agent, asked.recipientId()));
          return Optional.of(approvals.ask(agent, Operations.SEND_MESSAGE, asked, question, null));
        });
  }
}
