package dev.a2a.shared.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of conversations.
public record ConversationList(
    List<ConversationItem> conversations, boolean hasMore, @Nullable String cursor) {

  /// All mail between the caller and one peer, in a line.
  public record ConversationItem(
      String peerId,
      String peerName,
      long unreadCount,
      Instant lastMessageAt,
      String lastSubject,
      boolean lastByYou,
      @Nullable List<String> warnings) {}
}
