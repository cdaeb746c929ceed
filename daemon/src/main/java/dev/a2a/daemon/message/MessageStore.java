package dev.a2a.daemon.message;

import dev.a2a.daemon.db.Page;
import dev.a2a.daemon.db.Tx;
import dev.a2a.daemon.inbox.Held;
import dev.a2a.daemon.inbox.InboxStore;
import dev.a2a.daemon.secret.Seal;
import dev.a2a.shared.api.ConversationList.ConversationItem;
import dev.a2a.shared.api.SendMessage;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// SQL for messages. Every list is a range of an index, so its cost is the page's, not the mail's.
final class MessageStore {
  static final String COLUMNS =
      """
      m.seq, m.id, m.sender_id, s.name, m.recipient_id, r.name, m.thread_id, m.reply_to_id,
      m.subject, m.body, m.body_bytes, m.body_sha256, m.created_at, m.delivered_at, m.read_at,
      m.expires_at, m.seal, m.replied_at
      """;
  static final String NAMES =
      " JOIN agents s ON s.id = m.sender_id JOIN agents r ON r.id = m.recipient_id ";

  private static final HexFormat HEX = HexFormat.of();

  private MessageStore() {}

  /// What an accepted send got.
  record Ids(String messageId, String threadId) {}

  /// An idempotency key's first use.
  record Earlier(String fingerprint, Ids ids) {}

  /// The highest number and the latest end of all messages; zeros when there is none.
  record Last(long seq, Instant expiresAt) {}

  static Last last(Tx tx) {
    return tx.first(
            "SELECT (SELECT MAX(seq) FROM messages), (SELECT MAX(expires_at) FROM messages)",
            row -> new Last(row.getLong(1), Instant.ofEpochMilli(row.getLong(2))))
        .orElseThrow();
  }

  /// Returns what the sender now holds unread in that inbox.
  ///
  /// @param seq above that of the last, whose row is kept: so a number is not used twice and a
  ///   cursor stays true
  static Held insert(
      Tx tx,
      Seal seal,
      long seq,
      String senderId,
      SendMessage asked,
      Ids ids,
      byte[] body,
      Instant now,
      Instant expiresAt) {
    byte[] sha256 = Digest.of(body);
    Sealed sealed =
        new Sealed(
            ids.messageId(),
            senderId,
            asked.recipientId(),
            ids.threadId(),
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
        ids.messageId(),
        senderId,
        asked.recipientId(),
        ids.threadId(),
        asked.replyToId(),
        asked.subject(),
        asked.body(),
        body.length,
        sha256,
        now.toEpochMilli(),
        expiresAt.toEpochMilli(),
        sealed.by(seal));
    sent(tx, senderId, asked.recipientId(), seq);
    return InboxStore.add(tx, asked.recipientId(), senderId, seq, body.length);
  }

  static Optional<Earlier> earlier(Tx tx, String senderId, String idempotencyKey) {
    return tx.first(
        """
        SELECT fingerprint, message_id, thread_id FROM idempotency_keys
        WHERE sender_id = ? AND key = ?
        """,
        row -> new Earlier(row.getString(1), new Ids(row.getString(2), row.getString(3))),
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
        first.ids().messageId(),
        first.ids().threadId(),
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

  /// A conversation in the list, with the cursor that goes on after it.
  record Listed(String cursor, ConversationItem item) {
    /// Roughly what it takes in a list.
    int bytes() {
      String words =
          Objects.requireNonNullElse(item.peerName(), "")
              + Objects.requireNonNullElse(item.lastSubject(), "");
      return 300 + words.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  /// Conversations with mail that can be seen, ordered by their latest, seen or not.
  static List<Listed> conversations(
      Tx tx, Seal seal, String agentId, long below, int limit, Instant now) {
    String latest =
        """
        COALESCE((SELECT l.seq FROM messages l
          WHERE l.sender_id = %s AND l.recipient_id = %s AND l.expires_at > ?
          ORDER BY l.seq DESC LIMIT 1), 0)
        """;
    return tx.all(
        """
        WITH over AS MATERIALIZED (
          SELECT sender_id, COUNT(*) AS n FROM messages INDEXED BY messages_expiry
          WHERE recipient_id = ? AND read_at IS NULL AND expires_at <= ? GROUP BY sender_id)
        SELECT c.last_seq, c.peer_id, p.name,
          c.unread_count - COALESCE((SELECT n FROM over WHERE sender_id = c.peer_id), 0),
          m.id, m.sender_id, m.recipient_id, m.thread_id, m.reply_to_id, m.subject, m.body_sha256,
          m.created_at, m.expires_at, m.seal, t.paused_at
        FROM conversations c
        JOIN agents p ON p.id = c.peer_id
        JOIN messages m ON m.seq = MAX(
        """
            + latest.formatted("c.agent_id", "c.peer_id")
            + ", "
            + latest.formatted("c.peer_id", "c.agent_id")
            + """
            )
            LEFT JOIN turns t ON t.low_id = MIN(c.agent_id, c.peer_id)
              AND t.high_id = MAX(c.agent_id, c.peer_id)
            WHERE c.agent_id = ? AND c.last_seq < ?
            ORDER BY c.last_seq DESC LIMIT ?
            """,
        row -> latest(row, seal, agentId),
        agentId,
        now.toEpochMilli(),
        now.toEpochMilli(),
        now.toEpochMilli(),
        agentId,
        below,
        limit);
  }

  /// Is there mail between the two that can be seen?
  static boolean exchanged(Tx tx, String agentId, String peerId, Instant now) {
    return tx.number(
            """
            SELECT EXISTS (SELECT 1 FROM messages
                WHERE sender_id = ? AND recipient_id = ? AND expires_at > ?)
              OR EXISTS (SELECT 1 FROM messages
                WHERE sender_id = ? AND recipient_id = ? AND expires_at > ?)
            """,
            agentId,
            peerId,
            now.toEpochMilli(),
            peerId,
            agentId,
            now.toEpochMilli())
        == 1;
  }

  private static void sent(Tx tx, String senderId, String recipientId, long seq) {
    tx.update(
        """
        INSERT INTO conversations (agent_id, peer_id, last_seq, unread_count) VALUES (?, ?, ?, 0)
        ON CONFLICT (agent_id, peer_id) DO UPDATE SET last_seq = excluded.last_seq
        """,
        senderId,
        recipientId,
        seq);
  }

  private static Listed latest(ResultSet row, Seal seal, String agentId) throws SQLException {
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
    return new Listed(
        Page.cursor(row.getLong(1)),
        new ConversationItem(
            row.getString(2),
            row.getString(3),
            row.getLong(4),
            Instant.ofEpochMilli(sealed.createdAt()),
            intact ? sealed.subject() : "",
            sealed.senderId().equals(agentId),
            row.getObject(15) == null ? null : Instant.ofEpochMilli(row.getLong(15)),
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
        unread ? null : Instant.ofEpochMilli(readAt),
        row.getObject(18) != null);
  }
}
