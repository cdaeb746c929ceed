package dev.a2a.daemon.receipt;

import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.MessageStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// SQL for what becomes of messages.
final class ReceiptStore {
  private ReceiptStore() {}

  /// What is known of a message, whether it is still there or removed.
  record Row(
      String senderId,
      String recipientId,
      Instant createdAt,
      @Nullable Instant deliveredAt,
      @Nullable Instant readAt,
      @Nullable Instant repliedAt,
      @Nullable String replyId,
      Instant expiresAt,
      boolean removed) {
    MessageStatus status(Instant now) {
      return MessageStatus.of(
          deliveredAt != null,
          readAt != null,
          repliedAt != null,
          removed || !expiresAt.isAfter(now));
    }
  }

  /// Of a message that `agentId` sent or received.
  static Optional<Row> find(Tx tx, String agentId, String messageId) {
    return tx.first(
        """
        SELECT sender_id, recipient_id, created_at, delivered_at, read_at, replied_at, reply_id,
          expires_at, 0
        FROM messages WHERE id = ? AND (sender_id = ? OR recipient_id = ?)
        UNION ALL
        SELECT sender_id, recipient_id, created_at, delivered_at, read_at, replied_at, reply_id,
          expires_at, 1
        FROM receipts WHERE message_id = ? AND (sender_id = ? OR recipient_id = ?)
        """,
        ReceiptStore::row,
        messageId,
        agentId,
        agentId,
        messageId,
        agentId,
        agentId);
  }

  static void delivered(Tx tx, long seq, Instant now) {
    tx.update(
        "UPDATE messages SET delivered_at = ? WHERE seq = ? AND delivered_at IS NULL",
        now.toEpochMilli(),
        seq);
  }

  /// Notes the first answer of `recipientId` to `senderId`, the sender of that message.
  static boolean replied(
      Tx tx, String messageId, String senderId, String recipientId, String replyId, Instant now) {
    return tx.update(
            """
            UPDATE messages SET replied_at = ?, reply_id = ?,
              delivered_at = COALESCE(delivered_at, ?)
            WHERE id = ? AND sender_id = ? AND recipient_id = ? AND replied_at IS NULL
            """,
            now.toEpochMilli(),
            replyId,
            now.toEpochMilli(),
            messageId,
            senderId,
            recipientId)
        > 0;
  }

  /// An unread message.
  record Unread(long seq, String id, String senderId, int bytes) {}

  /// Those that were shown to `agentId`, oldest first.
  static List<Unread> shown(Tx tx, String agentId, int limit, Instant now) {
    return tx.all(
        """
        SELECT seq, id, sender_id, body_bytes FROM messages
        WHERE recipient_id = ? AND read_at IS NULL AND delivered_at IS NOT NULL AND expires_at > ?
        ORDER BY seq LIMIT ?
        """,
        ReceiptStore::unread,
        agentId,
        now.toEpochMilli(),
        limit);
  }

  /// That message, read or not, if it was written to `agentId`.
  static Optional<Unread> received(Tx tx, String agentId, String messageId, Instant now) {
    return tx.first(
        """
        SELECT seq, id, sender_id, body_bytes FROM messages
        WHERE id = ? AND recipient_id = ? AND expires_at > ?
        """,
        ReceiptStore::unread,
        messageId,
        agentId,
        now.toEpochMilli());
  }

  /// Marks one message; false when it was read already.
  static boolean read(Tx tx, long seq, Instant now) {
    return tx.update(
            """
            UPDATE messages SET read_at = ?, delivered_at = COALESCE(delivered_at, ?)
            WHERE seq = ? AND read_at IS NULL
            """,
            now.toEpochMilli(),
            now.toEpochMilli(),
            seq)
        > 0;
  }

  private static Unread unread(ResultSet row) throws SQLException {
    return new Unread(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4));
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString(1),
        row.getString(2),
        Instant.ofEpochMilli(row.getLong(3)),
        time(row, 4),
        time(row, 5),
        time(row, 6),
        row.getString(7),
        Instant.ofEpochMilli(row.getLong(8)),
        row.getInt(9) == 1);
  }

  private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
