package dev.a2a.daemon.message;

import dev.a2a.daemon.db.Tx;
import java.util.List;

/// What is wrong with the mail as a whole: every body is held against its SHA-256, and every
/// conversation against its messages. Reads everything, changes nothing.
///
/// @param messages how many there are
/// @param damagedMessages ids of those whose body changed on disk
/// @param wrongConversations those whose unread count or latest message is not what the messages
///   say, or that are missing
public record MailCheck(
    long messages, List<String> damagedMessages, List<Pair> wrongConversations) {

  /// One side of a conversation.
  public record Pair(String agentId, String peerId) {}

  /// Of the mail in this snapshot.
  public static MailCheck of(Tx tx) {
    return new MailCheck(
        tx.number("SELECT COUNT(*) FROM messages"),
        MailCheckStore.damaged(tx),
        MailCheckStore.wrong(tx));
  }

  public boolean good() {
    return damagedMessages.isEmpty() && wrongConversations.isEmpty();
  }
}
