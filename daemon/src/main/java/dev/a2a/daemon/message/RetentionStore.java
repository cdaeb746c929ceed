package dev.a2a.daemon.message;

import dev.a2a.daemon.db.Tx;
import dev.a2a.daemon.inbox.InboxStore;
import dev.a2a.daemon.search.WordIndexStore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// SQL that removes what is over.
final class RetentionStore {
  // The highest number stays, so that no number is given twice.
  private static final String OVER = " expires_at <= ? AND seq < (SELECT MAX(seq) FROM messages) ";

  private RetentionStore() {}

  private record Over(long seq, String senderId, String recipientId, boolean unread, int bytes) {}

  private record Pair(String agentId, String peerId) {}

  /// The time of the last sweep, by retention's own reckoning.
  static Optional<Long> time(Tx tx) {
    return tx.first("SELECT reckoned_at FROM retention", row -> row.getLong(1));
  }

  static int keepTime(Tx tx, long time) {
    tx.update("DELETE FROM retention");
    return tx.update("INSERT INTO retention (reckoned_at) VALUES (?)", time);
  }

  static boolean anythingOver(Tx tx, long now, long oldest) {
    return tx.number("SELECT EXISTS (SELECT 1 FROM messages WHERE" + OVER + ")", now) == 1
        || tx.number(
                """
                SELECT EXISTS (SELECT 1 FROM idempotency_keys WHERE created_at <= ?)
                  OR EXISTS (SELECT 1 FROM receipts WHERE removed_at <= ?)
                """,
                oldest,
                oldest)
            == 1;
  }

  static int removeReceipts(Tx tx, long oldest, int limit) {
    return tx.update(
        """
        DELETE FROM receipts WHERE message_id IN (
          SELECT message_id FROM receipts WHERE removed_at <= ? LIMIT ?)
        """,
        oldest,
        limit);
  }

  static int removeKeys(Tx tx, long oldest, int limit) {
    return tx.update(
        """
        DELETE FROM idempotency_keys WHERE (sender_id, key) IN (
          SELECT sender_id, key FROM idempotency_keys WHERE created_at <= ? LIMIT ?)
        """,
        oldest,
        limit);
  }

  static int removeMessages(Tx tx, long now, int limit) {
    List<Over> over =
        tx.all(
            "SELECT seq, sender_id, recipient_id, read_at IS NULL, body_bytes FROM"
                + " messages WHERE"
                + OVER
                + "ORDER BY expires_at LIMIT ?",
            row ->
                new Over(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getInt(4) == 1,
                    row.getInt(5)),
            now,
            limit);
    Set<Pair> pairs = new HashSet<>();
    for (Over message : over) {
      keepReceipt(tx, message.seq(), now);
      tx.update("DELETE FROM messages WHERE seq = ?", message.seq());
      WordIndexStore.remove(tx, message.seq());
      if (message.unread()) {
        InboxStore.remove(tx, message.recipientId(), message.senderId(), message.bytes());
      }
      pairs.add(new Pair(message.recipientId(), message.senderId()));
      pairs.add(new Pair(message.senderId(), message.recipientId()));
    }
    pairs.forEach(pair -> refreshLatest(tx, pair));
    return over.size();
  }

  private static void keepReceipt(Tx tx, long seq, long now) {
    tx.update(
        """
        INSERT INTO receipts (message_id, sender_id, recipient_id, created_at,
          delivered_at, read_at, replied_at, reply_id, expires_at, removed_at)
        SELECT id, sender_id, recipient_id, created_at,
          delivered_at, read_at, replied_at, reply_id, expires_at, ?
        FROM messages WHERE seq = ?
        """,
        now,
        seq);
  }

  /// A conversation points at its latest message that is left; without one it is over too.
  private static void refreshLatest(Tx tx, Pair pair) {
    long latest =
        Math.max(
            latest(tx, pair.agentId(), pair.peerId()), latest(tx, pair.peerId(), pair.agentId()));
    if (latest == 0) {
      tx.update(
          "DELETE FROM conversations WHERE agent_id = ? AND peer_id = ?",
          pair.agentId(),
          pair.peerId());
      tx.update(
          """
          DELETE FROM turns
          WHERE low_id = MIN(?, ?) AND high_id = MAX(?, ?) AND paused_at IS NULL
          """,
          pair.agentId(),
          pair.peerId(),
          pair.agentId(),
          pair.peerId());
    } else {
      tx.update(
          "UPDATE conversations SET last_seq = ? WHERE agent_id = ? AND peer_id = ?",
          latest,
          pair.agentId(),
          pair.peerId());
    }
  }

  private static long latest(Tx tx, String senderId, String recipientId) {
    return tx.number(
        "SELECT MAX(seq) FROM messages WHERE sender_id = ? AND recipient_id = ?",
        senderId,
        recipientId);
  }
}
