package dev.a2a.daemon.operation;

import dev.a2a.daemon.message.Messages;
import dev.a2a.daemon.operation.Tool.Hints;
import dev.a2a.shared.api.FoundMessages;
import dev.a2a.shared.api.SearchMessages;

/// `a2a_search_messages`.
final class SearchMessagesOperation {
  private SearchMessagesOperation() {}

  static Operation<SearchMessages, FoundMessages> on(Messages messages) {
    return Operation.of(
        Tool.of(
            "a2a_search_messages",
            "Search messages",
            Hints.LOOKS,
            """
                Finds words in the mail you sent and received, newest first. Use it to recall
                what was said about something. has_more: go on with cursor, also after an empty
                page.
            """),
        Route.get("/v1/search"),
        SearchMessages.class,
        FoundMessages.class,
        (call, asked) -> messages.search(call.agent(), asked, call.listBytes()));
  }
}
