package dev.a2a.shared.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of what a search found, newest first. A page may hold less than was asked for, even
/// nothing, and still have more after it: a search looks at so much mail at a time.
public record FoundMessages(List<FoundItem> messages, boolean hasMore, @Nullable String cursor) {

  /// One message; `preview` is the part of the body around what was looked for, at most 200
  /// characters.
  public record FoundItem(
      String id,
      String senderId,
      String senderName,
      String recipientId,
      String recipientName,
      String subject,
      String preview,
      int bodyBytes,
      String threadId,
      @Nullable String replyToId,
      Instant createdAt,
      boolean read,
      @Nullable List<String> warnings) {}
}
