package dev.a2a.daemon.message;

import dev.a2a.daemon.db.Tx;
import dev.a2a.daemon.secret.Seal;
import java.util.List;
import java.util.Optional;

/// SQL for looking through mail.
final class SearchStore {
  private SearchStore() {}

  /// Numbers of an agent's mail in a range, highest first: what it received, and what it sent to
  /// those with whom there was mail in that range. Ranges of two indexes.
  static List<Long> between(Tx tx, String agentId, long above, long below, int limit) {
    return tx.all(
        """
        SELECT seq FROM (
          SELECT seq FROM (SELECT seq FROM messages
            WHERE recipient_id = ? AND seq > ? AND seq < ? ORDER BY seq DESC LIMIT ?)
          UNION
          SELECT m.seq FROM conversations c
          JOIN messages m ON m.sender_id = c.agent_id AND m.recipient_id = c.peer_id AND m.seq > ?
          WHERE c.agent_id = ? AND c.last_seq > ? AND m.seq < ?)
        ORDER BY seq DESC LIMIT ?
        """,
        row -> row.getLong(1),
        agentId,
        above,
        below,
        limit,
        above,
        agentId,
        above,
        below,
        limit);
  }

  static Optional<Stored> get(Tx tx, Seal seal, long seq) {
    return tx.first(
        "SELECT "
            + MessageStore.COLUMNS
            + " FROM messages m"
            + MessageStore.NAMES
            + "WHERE m.seq = ?",
        row -> MessageStore.stored(row, seal),
        seq);
  }

  /// The messages after a number, in their order.
  static List<Stored> after(Tx tx, Seal seal, long seq, int limit) {
    return tx.all(
        "SELECT "
            + MessageStore.COLUMNS
            + " FROM messages m"
            + MessageStore.NAMES
            + "WHERE m.seq > ? ORDER BY m.seq LIMIT ?",
        row -> MessageStore.stored(row, seal),
        seq,
        limit);
  }

  static boolean exists(Tx tx, long seq) {
    return tx.number("SELECT EXISTS (SELECT 1 FROM messages WHERE seq = ?)", seq) == 1;
  }
}
