package dev.a2a.daemon.operation;

import dev.a2a.daemon.message.Messages;
import dev.a2a.daemon.operation.Tool.Hints;
import dev.a2a.shared.api.ConversationList;
import dev.a2a.shared.api.ListConversations;

/// `a2a_list_conversations`.
final class ListConversationsOperation {
  private ListConversationsOperation() {}

  static Operation<ListConversations, ConversationList> on(Messages messages) {
    return Operation.of(
        Tool.of(
            "a2a_list_conversations",
            "List conversations",
            Hints.LOOKS,
            """
                Lists the agents you have exchanged mail with, latest first, with unread
                counts, then those you could exchange mail with. Read one with
                a2a_get_conversation.
            """),
        Route.get("/v1/conversations"),
        ListConversations.class,
        ConversationList.class,
        (call, asked) -> messages.conversations(call.agent(), asked, call.listBytes()));
  }
}
