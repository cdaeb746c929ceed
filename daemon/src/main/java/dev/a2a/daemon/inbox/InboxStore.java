package dev.a2a.daemon.inbox;

import dev.a2a.daemon.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// SQL for the counters of inboxes. They count what is in the table of messages and not marked
/// read, expired or not, so that they are right whatever the clock says.
public final class InboxStore {
  private static final long NOTED_EVERY = Duration.ofMinutes(1).toMillis();

  private InboxStore() {}

  /// Counts a message in as the latest of its conversation; returns what its sender holds now.
  public static Held add(Tx tx, String recipientId, String senderId, long seq, int bytes) {
    return tx.first(
            """
            INSERT INTO conversations (agent_id, peer_id, last_seq, unread_count, unread_bytes)
            VALUES (?, ?, ?, 1, ?)
            ON CONFLICT (agent_id, peer_id) DO UPDATE SET
              last_seq = excluded.last_seq,
              unread_count = unread_count + 1,
              unread_bytes = unread_bytes + excluded.unread_bytes
            RETURNING unread_count, unread_bytes
            """,
            InboxStore::held,
            recipientId,
            senderId,
            seq,
            bytes)
        .orElseThrow();
  }

  /// What an inbox holds, and when its agent last looked.
  public record Inbox(Held held, @Nullable Instant checkedAt) {}

  /// Counts a message into the inbox; returns what that holds now.
  public static Inbox add(Tx tx, String recipientId, int bytes) {
    return tx.first(
            """
            INSERT INTO inboxes (agent_id, unread_count, unread_bytes) VALUES (?, 1, ?)
            ON CONFLICT (agent_id) DO UPDATE SET
              unread_count = unread_count + 1,
              unread_bytes = unread_bytes + excluded.unread_bytes
            RETURNING unread_count, unread_bytes, checked_at
            """,
            InboxStore::inbox,
            recipientId,
            bytes)
        .orElseThrow();
  }

  /// Counts a message out that was unread: it is read now, or removed.
  public static void remove(Tx tx, String recipientId, String senderId, int bytes) {
    tx.update(
        """
        UPDATE conversations SET unread_count = unread_count - 1, unread_bytes = unread_bytes - ?
        WHERE agent_id = ? AND peer_id = ?
        """,
        bytes,
        recipientId,
        senderId);
    tx.update(
        """
        UPDATE inboxes SET unread_count = unread_count - 1, unread_bytes = unread_bytes - ?
        WHERE agent_id = ?
        """,
        bytes,
        recipientId);
  }

  /// Unread messages that can be seen: not those that have expired and are not removed yet. Of
  /// these there are few, of all agents together: the sweep takes them each minute.
  public static long unread(Tx tx, String agentId, Instant now) {
    return tx.number("SELECT unread_count FROM inboxes WHERE agent_id = ?", agentId)
        - tx.number(
            """
            SELECT COUNT(*) FROM messages INDEXED BY messages_expiry
            WHERE recipient_id = ? AND read_at IS NULL AND expires_at <= ?
            """,
            agentId,
            now.toEpochMilli());
  }

  /// When the agent last checked its inbox, as far as that was noted.
  public static Optional<Instant> checkedAt(Tx tx, String agentId) {
    return tx.first(
        "SELECT checked_at FROM inboxes WHERE agent_id = ? AND checked_at IS NOT NULL",
        row -> Instant.ofEpochMilli(row.getLong(1)),
        agentId);
  }

  /// Is a look now worth noting? At most one a minute is; a clock that stepped back is caught up
  /// with.
  public static boolean worthNoting(Tx tx, String agentId, Instant now) {
    long age = now.toEpochMilli() - checkedAt(tx, agentId).map(Instant::toEpochMilli).orElse(0L);
    return age < 0 || age >= NOTED_EVERY;
  }

  public static void checked(Tx tx, String agentId, Instant now) {
    tx.update(
        """
        INSERT INTO inboxes (agent_id, unread_count, unread_bytes, checked_at) VALUES (?, 0, 0, ?)
        ON CONFLICT (agent_id) DO UPDATE SET checked_at = excluded.checked_at
        """,
        agentId,
        now.toEpochMilli());
  }

  private static Inbox inbox(ResultSet row) throws SQLException {
    Held held = held(row);
    long checkedAt = row.getLong(3);
    return new Inbox(held, row.wasNull() ? null : Instant.ofEpochMilli(checkedAt));
  }

  private static Held held(ResultSet row) throws SQLException {
    return new Held(row.getLong(1), row.getLong(2));
  }
}
