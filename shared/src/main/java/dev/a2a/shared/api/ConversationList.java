package dev.a2a.shared.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of conversations: those with mail, latest first, then agents that may write to the caller
/// or it to them and have not yet.
public record ConversationList(
    List<ConversationItem> conversations, boolean hasMore, @Nullable String cursor) {

  /// All mail between the caller and one peer, in a line; what is said of the last message is
  /// absent while there is none. The name is absent while the caller may not know it.
  public record ConversationItem(
      String peerId,
      @Nullable String peerName,
      long unreadCount,
      @Nullable Instant lastMessageAt,
      @Nullable String lastSubject,
      @Nullable Boolean lastByYou,
      @Nullable Instant pausedAt,
      @Nullable List<String> warnings) {}
}
