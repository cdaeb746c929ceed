package dev.a2a.daemon.authorization;

import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.AgentList.AgentItem;
import dev.a2a.shared.api.Authorization;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// SQL for authorizations and for the directory that follows from them.
final class AuthorizationStore {
  private AuthorizationStore() {}

  static boolean inForce(Tx tx, String recipientId, String senderId, Instant now) {
    return tx.number(
            """
            SELECT COUNT(*) FROM authorizations
            WHERE recipient_id = ? AND sender_id = ? AND (expires_at IS NULL OR expires_at > ?)
            """,
            recipientId,
            senderId,
            now.toEpochMilli())
        > 0;
  }

  static void put(
      Tx tx, String recipientId, String senderId, Instant now, @Nullable Instant expiresAt) {
    tx.update(
        """
        INSERT INTO authorizations (recipient_id, sender_id, created_at, expires_at)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (recipient_id, sender_id)
        DO UPDATE SET created_at = excluded.created_at, expires_at = excluded.expires_at
        """,
        recipientId,
        senderId,
        now.toEpochMilli(),
        expiresAt == null ? null : expiresAt.toEpochMilli());
  }

  static boolean delete(Tx tx, String recipientId, String senderId) {
    return tx.update(
            "DELETE FROM authorizations WHERE recipient_id = ? AND sender_id = ?",
            recipientId,
            senderId)
        > 0;
  }

  /// The name of the other agent, if `me` may know of it.
  static Optional<String> visibleName(Tx tx, String me, String other, Instant now) {
    return tx.first(
        """
        SELECT a.name FROM agents a
        WHERE a.id = ? AND (a.listed = 1 OR EXISTS (
          SELECT 1 FROM authorizations z
          WHERE z.recipient_id = a.id AND z.sender_id = ?
            AND (z.expires_at IS NULL OR z.expires_at > ?)))
        """,
        row -> row.getString(1),
        other,
        me,
        now.toEpochMilli());
  }

  static List<Authorization> granted(Tx tx, String me, String after, int limit, Instant now) {
    return tx.all(
        """
        SELECT g.sender_id, a.name, g.created_at, g.expires_at
        FROM authorizations g
        LEFT JOIN agents a ON a.id = g.sender_id AND (a.listed = 1 OR EXISTS (
          SELECT 1 FROM authorizations z
          WHERE z.recipient_id = a.id AND z.sender_id = g.recipient_id
            AND (z.expires_at IS NULL OR z.expires_at > ?)))
        WHERE g.recipient_id = ? AND g.sender_id > ? AND (g.expires_at IS NULL OR g.expires_at > ?)
        ORDER BY g.sender_id LIMIT ?
        """,
        AuthorizationStore::authorization,
        now.toEpochMilli(),
        me,
        after,
        now.toEpochMilli(),
        limit);
  }

  static List<Authorization> received(Tx tx, String me, String after, int limit, Instant now) {
    return tx.all(
        """
        SELECT r.recipient_id, a.name, r.created_at, r.expires_at
        FROM authorizations r JOIN agents a ON a.id = r.recipient_id
        WHERE r.sender_id = ? AND r.recipient_id > ? AND (r.expires_at IS NULL OR r.expires_at > ?)
        ORDER BY r.recipient_id LIMIT ?
        """,
        AuthorizationStore::authorization,
        me,
        after,
        now.toEpochMilli(),
        limit);
  }

  /// Listed agents and those that let `me` write, without `me`. Two ranges of two indexes, so that
  /// it costs a page, not a table.
  static List<AgentItem> directory(Tx tx, String me, String after, int limit, Instant now) {
    long millis = now.toEpochMilli();
    return tx.all(
        """
        SELECT a.id, a.name, a.description,
          EXISTS (SELECT 1 FROM authorizations w WHERE w.recipient_id = a.id AND w.sender_id = ?
            AND (w.expires_at IS NULL OR w.expires_at > ?)),
          EXISTS (SELECT 1 FROM authorizations w WHERE w.recipient_id = ? AND w.sender_id = a.id
            AND (w.expires_at IS NULL OR w.expires_at > ?))
        FROM agents a JOIN (
          SELECT id FROM (
            SELECT id FROM agents WHERE listed = 1 AND id > ? ORDER BY id LIMIT ?) l
          UNION
          SELECT id FROM (
            SELECT recipient_id AS id FROM authorizations
            WHERE sender_id = ? AND recipient_id > ? AND (expires_at IS NULL OR expires_at > ?)
            ORDER BY recipient_id LIMIT ?) r
        ) visible ON visible.id = a.id
        WHERE a.id <> ?
        ORDER BY a.id LIMIT ?
        """,
        row ->
            new AgentItem(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4) == 1,
                row.getInt(5) == 1),
        me,
        millis,
        me,
        millis,
        after,
        limit + 1,
        me,
        after,
        millis,
        limit + 1,
        me,
        limit);
  }

  private static Authorization authorization(ResultSet row) throws SQLException {
    long expiresAt = row.getLong(4);
    Instant end = row.wasNull() ? null : Instant.ofEpochMilli(expiresAt);
    return new Authorization(
        row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3)), end);
  }
}
