package dev.a2a.daemon.operation;

import dev.a2a.daemon.message.Messages;
import dev.a2a.daemon.operation.Tool.Hints;
import dev.a2a.shared.api.Conversation;
import dev.a2a.shared.api.GetConversation;

/// `a2a_get_conversation`.
final class GetConversationOperation {
  private GetConversationOperation() {}

  static Operation<GetConversation, Conversation> on(Messages messages) {
    return Operation.of(
        Tool.of(
            "a2a_get_conversation",
            "Get a conversation",
            Hints.LOOKS,
            """
                Returns the mail between you and one agent in both directions, newest first,
                whole messages. Use it to recall what was said before you answer. has_more:
                go on with cursor.
            """),
        Route.get("/v1/conversations/{peer_id}"),
        GetConversation.class,
        Conversation.class,
        (call, asked) -> messages.conversation(call.agent(), asked, call.bodyBytes()));
  }
}
