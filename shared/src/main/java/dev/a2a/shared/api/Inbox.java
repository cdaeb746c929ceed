package dev.a2a.shared.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of an inbox. `unread_count` counts the whole inbox, not the page.
public record Inbox(
    long unreadCount, List<InboxItem> messages, boolean hasMore, @Nullable String cursor) {

  /// One message in the list; `preview` is the start of the body, at most 200 characters;
  /// `warnings` says what is odd about it.
  public record InboxItem(
      String id,
      String senderId,
      String senderName,
      String subject,
      String preview,
      int bodyBytes,
      String threadId,
      @Nullable String replyToId,
      Instant createdAt,
      boolean read,
      @Nullable List<String> warnings) {}
}
