package dev.a2a.daemon.message;

import dev.a2a.daemon.db.Tx;
import dev.a2a.daemon.secret.Seal;
import dev.a2a.shared.api.ConversationList.ConversationItem;
import dev.a2a.shared.api.SendMessage;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// SQL for messages. Every list is a range of an index, so its cost is the page's, not the mail's.
final class MessageStore {
  static final String COLUMNS =
      """
      m.seq, m.id, m.sender_id, s.name, m.recipient_id, r.name, m.thread_id, m.reply_to_id,
      m.subject, m.body, m.body_bytes, m.body_sha256, m.created_at, m.delivered_at, m.read_at,
      m.expires_at, m.seal
      """;
  static final String NAMES =
      " JOIN agents s ON s.id = m.sender_id JOIN agents r ON r.id = m.recipient_id ";

  private static final HexFormat HEX = HexFormat.of();

  private MessageStore() {}

  /// What an accepted send got.
  record Accepted(String messageId, String threadId) {}

  /// An idempotency key's first use.
  record Earlier(String fingerprint, Accepted accepted) {}

  static void insert(
      Tx tx,
      Seal seal,
      String senderId,
      SendMessage asked,
      Accepted accepted,
      byte[] body,
      Instant now,
      Instant expiresAt) {
    // Never below the highest: its row is kept, so a number is not used twice and a cursor stays
    // true.
    long seq = tx.number("SELECT MAX(seq) FROM messages") + 1;
    byte[] sha256 = Digest.of(body);
    Sealed sealed =
        new Sealed(
            accepted.messageId(),
            senderId,
            asked.recipientId(),
            accepted.threadId(),
            asked.replyToId(),
            asked.subject(),
            HEX.formatHex(sha256),
            now.toEpochMilli(),
            expiresAt.toEpochMilli());
    tx.update(
        """
        INSERT INTO messages (seq, id, sender_id, recipient_id, thread_id, reply_to_id, subject,
          body, body_bytes, body_sha256, created_at, expires_at, seal)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        seq,
        accepted.messageId(),
        senderId,
        asked.recipientId(),
        accepted.threadId(),
        asked.replyToId(),
        asked.subject(),
        asked.body(),
        body.length,
        sha256,
        now.toEpochMilli(),
        expiresAt.toEpochMilli(),
        sealed.by(seal));
    converse(tx, asked.recipientId(), senderId, seq, 1);
    converse(tx, senderId, asked.recipientId(), seq, 0);
  }

  static Optional<Earlier> earlier(Tx tx, String senderId, String idempotencyKey) {
    return tx.first(
        """
        SELECT fingerprint, message_id, thread_id FROM idempotency_keys
        WHERE sender_id = ? AND key = ?
        """,
        row -> new Earlier(row.getString(1), new Accepted(row.getString(2), row.getString(3))),
        senderId,
        idempotencyKey);
  }

  static void remember(Tx tx, String senderId, String idempotencyKey, Earlier first, Instant now) {
    tx.update(
        """
        INSERT INTO idempotency_keys
          (sender_id, key, fingerprint, message_id, thread_id, created_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        senderId,
        idempotencyKey,
        first.fingerprint(),
        first.accepted().messageId(),
        first.accepted().threadId(),
        now.toEpochMilli());
  }

  /// The thread of a message that `agentId` sent or received.
  static Optional<String> thread(Tx tx, String agentId, String messageId) {
    return tx.first(
        "SELECT thread_id FROM messages WHERE id = ? AND (sender_id = ? OR recipient_id = ?)",
        row -> row.getString(1),
        messageId,
        agentId,
        agentId);
  }

  /// A message that `agentId` sent or received.
  static Optional<Stored> find(Tx tx, Seal seal, String agentId, String messageId, Instant now) {
    return tx.first(
        "SELECT "
            + COLUMNS
            + " FROM messages m"
            + NAMES
            + "WHERE m.id = ? AND (m.sender_id = ? OR m.recipient_id = ?) AND m.expires_at > ?",
        row -> stored(row, seal),
        messageId,
        agentId,
        agentId,
        now.toEpochMilli());
  }

  static List<Stored> inbox(
      Tx tx, Seal seal, String agentId, boolean unreadOnly, long below, int limit, Instant now) {
    return tx.all(
        "SELECT "
            + COLUMNS
            + " FROM messages m"
            + NAMES
            + "WHERE m.recipient_id = ? AND m.seq < ? AND m.expires_at > ?"
            + (unreadOnly ? " AND m.read_at IS NULL" : "")
            + " ORDER BY m.seq DESC LIMIT ?",
        row -> stored(row, seal),
        agentId,
        below,
        now.toEpochMilli(),
        limit);
  }

  /// Mail between two agents in both directions: two ranges of one index, merged.
  static List<Stored> conversation(
      Tx tx, Seal seal, String agentId, String peerId, long below, int limit, Instant now) {
    String oneWay =
        """
        SELECT * FROM (SELECT seq FROM messages
        WHERE sender_id = ? AND recipient_id = ? AND seq < ? AND expires_at > ?
        ORDER BY seq DESC LIMIT ?)
        """;
    return tx.all(
        "SELECT "
            + COLUMNS
            + " FROM messages m"
            + NAMES
            + "WHERE m.seq IN ("
            + oneWay
            + " UNION ALL "
            + oneWay
            + ") ORDER BY m.seq DESC LIMIT ?",
        row -> stored(row, seal),
        agentId,
        peerId,
        below,
        now.toEpochMilli(),
        limit,
        peerId,
        agentId,
        below,
        now.toEpochMilli(),
        limit,
        limit);
  }

  /// The latest seq of each conversation, with what is shown of it.
  record Latest(long seq, ConversationItem item) {
    /// Roughly what it takes in a list.
    int bytes() {
      return 300 + (item.peerName() + item.lastSubject()).getBytes(StandardCharsets.UTF_8).length;
    }
  }

  static List<Latest> conversations(Tx tx, Seal seal, String agentId, long below, int limit) {
    return tx.all(
        """
        SELECT c.last_seq, c.peer_id, p.name, c.unread_count, m.id, m.sender_id, m.recipient_id,
          m.thread_id, m.reply_to_id, m.subject, m.body_sha256, m.created_at, m.expires_at, m.seal
        FROM conversations c
        JOIN agents p ON p.id = c.peer_id
        JOIN messages m ON m.seq = c.last_seq
        WHERE c.agent_id = ? AND c.last_seq < ?
        ORDER BY c.last_seq DESC LIMIT ?
        """,
        row -> latest(row, seal, agentId),
        agentId,
        below,
        limit);
  }

  static long unread(Tx tx, String agentId) {
    return tx.number("SELECT SUM(unread_count) FROM conversations WHERE agent_id = ?", agentId);
  }

  static void delivered(Tx tx, long seq, Instant now) {
    tx.update(
        "UPDATE messages SET delivered_at = ? WHERE seq = ? AND delivered_at IS NULL",
        now.toEpochMilli(),
        seq);
  }

  /// An unread message that was listed to its recipient.
  record Listed(long seq, String senderId) {}

  static List<Listed> listed(Tx tx, String agentId, int limit) {
    return tx.all(
        """
        SELECT seq, sender_id FROM messages
        WHERE recipient_id = ? AND read_at IS NULL AND delivered_at IS NOT NULL
        ORDER BY seq LIMIT ?
        """,
        row -> new Listed(row.getLong(1), row.getString(2)),
        agentId,
        limit);
  }

  /// That message, if it was written to `agentId`.
  static Optional<Listed> received(Tx tx, String agentId, String messageId) {
    return tx.first(
        "SELECT seq, sender_id FROM messages WHERE id = ? AND recipient_id = ?",
        row -> new Listed(row.getLong(1), row.getString(2)),
        messageId,
        agentId);
  }

  /// Marks one message; false when it was read already.
  static boolean read(Tx tx, String agentId, Listed message, Instant now) {
    int marked =
        tx.update(
            """
            UPDATE messages SET read_at = ?, delivered_at = COALESCE(delivered_at, ?)
            WHERE seq = ? AND read_at IS NULL
            """,
            now.toEpochMilli(),
            now.toEpochMilli(),
            message.seq());
    if (marked == 0) {
      return false;
    }
    oneUnreadLess(tx, agentId, message.senderId());
    return true;
  }

  static void oneUnreadLess(Tx tx, String agentId, String peerId) {
    tx.update(
        """
        UPDATE conversations SET unread_count = unread_count - 1
        WHERE agent_id = ? AND peer_id = ?
        """,
        agentId,
        peerId);
  }

  /// When the message that lives longest will be over; 0 when there is none.
  static long lastExpiry(Tx tx) {
    return tx.number("SELECT MAX(expires_at) FROM messages");
  }

  private static void converse(Tx tx, String agentId, String peerId, long seq, int unread) {
    tx.update(
        """
        INSERT INTO conversations (agent_id, peer_id, last_seq, unread_count) VALUES (?, ?, ?, ?)
        ON CONFLICT (agent_id, peer_id) DO UPDATE SET
          last_seq = excluded.last_seq,
          unread_count = conversations.unread_count + excluded.unread_count
        """,
        agentId,
        peerId,
        seq,
        unread);
  }

  private static Latest latest(ResultSet row, Seal seal, String agentId) throws SQLException {
    Sealed sealed =
        new Sealed(
            row.getString(5),
            row.getString(6),
            row.getString(7),
            row.getString(8),
            row.getString(9),
            row.getString(10),
            HEX.formatHex(row.getBytes(11)),
            row.getLong(12),
            row.getLong(13));
    boolean intact = sealed.isUnder(seal, row.getBytes(14));
    return new Latest(
        row.getLong(1),
        new ConversationItem(
            row.getString(2),
            row.getString(3),
            row.getLong(4),
            Instant.ofEpochMilli(sealed.createdAt()),
            intact ? sealed.subject() : "",
            sealed.senderId().equals(agentId),
            intact ? null : Stored.DAMAGED));
  }

  /// The row of a query for [#COLUMNS].
  static Stored stored(ResultSet row, Seal seal) throws SQLException {
    String text = row.getString(10);
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    Sealed sealed =
        new Sealed(
            row.getString(2),
            row.getString(3),
            row.getString(5),
            row.getString(7),
            row.getString(8),
            row.getString(9),
            HEX.formatHex(row.getBytes(12)),
            row.getLong(13),
            row.getLong(16));
    boolean intact =
        Stored.intact(body, row.getBytes(12)) && sealed.isUnder(seal, row.getBytes(17));
    long readAt = row.getLong(15);
    boolean unread = row.wasNull();
    return new Stored(
        row.getLong(1),
        sealed.id(),
        sealed.senderId(),
        row.getString(4),
        sealed.recipientId(),
        row.getString(6),
        sealed.threadId(),
        sealed.replyToId(),
        intact ? sealed.subject() : "",
        intact ? text : "",
        row.getInt(11),
        !intact,
        Instant.ofEpochMilli(sealed.createdAt()),
        Instant.ofEpochMilli(sealed.expiresAt()),
        row.getObject(14) != null,
        unread ? null : Instant.ofEpochMilli(readAt));
  }
}
