package dev.a2a.daemon.authorization;

import dev.a2a.daemon.authorization.Authorizations.Peer;
import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.Authorization;
import dev.a2a.shared.api.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// SQL for authorizations.
final class AuthorizationStore {
  private static final String LIST =
      """
      SELECT g.sender_id AS other, g.recipient_id, g.created_at, g.expires_at,
        g.may_message, g.may_notify, g.capabilities, a.name, p.alias, NULL AS blocked_at
      """;

  /// Names that the recipient may know: of agents that are listed, or let it write.
  private static final String NAMES =
      """
      LEFT JOIN agents a ON a.id = %1$s AND (a.listed = 1 OR EXISTS (
        SELECT 1 FROM unblocked_authorizations z
        WHERE z.recipient_id = a.id AND z.sender_id = %2$s
          AND (z.expires_at IS NULL OR z.expires_at > ?)))
      """;

  private AuthorizationStore() {}

  /// How two agents stand to each other.
  ///
  /// @param allowed may the sender write, whether anybody is disabled or not?
  record Standing(boolean allowed, boolean senderDisabled, boolean recipientDisabled) {}

  /// May this sender write now, and ask for that capability if it names one? One query, which does
  /// not look at agents and always at all else: it takes as long for an unknown recipient as for
  /// any reason to say no.
  static Standing standing(
      Tx tx, String recipientId, String senderId, @Nullable String about, Instant now) {
    return tx.first(
            """
            SELECT
              (SELECT COUNT(*) FROM unblocked_authorizations
                WHERE recipient_id = ? AND sender_id = ? AND (expires_at IS NULL OR expires_at > ?)
                  AND may_message = 1 AND (capabilities IS NULL OR INSTR(capabilities, ?) > 0)),
              (SELECT COUNT(*) FROM disabled_agents WHERE agent_id = ?),
              (SELECT COUNT(*) FROM disabled_agents WHERE agent_id = ?)
            """,
            row -> new Standing(row.getInt(1) > 0, row.getInt(2) > 0, row.getInt(3) > 0),
            recipientId,
            senderId,
            now.toEpochMilli(),
            about == null ? null : " " + about + " ",
            senderId,
            recipientId)
        .orElseThrow();
  }

  static void put(Tx tx, String recipientId, String senderId, Grant grant, Instant now) {
    tx.update(
        """
        INSERT INTO authorizations (recipient_id, sender_id, created_at, expires_at, may_message,
          may_notify, capabilities)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (recipient_id, sender_id) DO UPDATE SET
          created_at = excluded.created_at, expires_at = excluded.expires_at,
          may_message = excluded.may_message, may_notify = excluded.may_notify,
          capabilities = excluded.capabilities
        """,
        recipientId,
        senderId,
        now.toEpochMilli(),
        grant.expiresAt() == null ? null : grant.expiresAt().toEpochMilli(),
        grant.has(Scope.MESSAGE),
        grant.has(Scope.NOTIFY),
        grant.capabilityColumn());
  }

  static boolean delete(Tx tx, String recipientId, String senderId) {
    return tx.update(
            "DELETE FROM authorizations WHERE recipient_id = ? AND sender_id = ?",
            recipientId,
            senderId)
        > 0;
  }

  /// What is granted now, or would be without a block.
  static Optional<Grant> find(Tx tx, String recipientId, String senderId, Instant now) {
    return tx.first(
        """
        SELECT may_message, may_notify, capabilities, expires_at FROM authorizations
        WHERE recipient_id = ? AND sender_id = ? AND (expires_at IS NULL OR expires_at > ?)
        """,
        row -> grant(row).until(time(row, "expires_at")),
        recipientId,
        senderId,
        now.toEpochMilli());
  }

  /// The name of the other agent, if `me` may know of it.
  static Optional<String> visibleName(Tx tx, String me, String other, Instant now) {
    return tx.first(
        """
        SELECT a.name FROM agents a
        WHERE a.id = ? AND (a.listed = 1 OR EXISTS (
          SELECT 1 FROM unblocked_authorizations z
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
        LIST
            + " FROM unblocked_authorizations g "
            + " LEFT JOIN peers p ON p.agent_id = g.recipient_id AND p.peer_id = g.sender_id "
            + NAMES.formatted("g.sender_id", "g.recipient_id")
            + """
            WHERE g.recipient_id = ? AND g.sender_id > ?
              AND (g.expires_at IS NULL OR g.expires_at > ?)
            ORDER BY g.sender_id LIMIT ?
            """,
        AuthorizationStore::authorization,
        now.toEpochMilli(),
        me,
        after,
        now.toEpochMilli(),
        limit);
  }

  /// As the sender sees it: what the recipient has blocked looks as if it had been revoked.
  static List<Authorization> received(Tx tx, String me, String after, int limit, Instant now) {
    return tx.all(
        """
        SELECT r.recipient_id AS other, r.created_at, r.expires_at, r.may_message, r.may_notify,
          r.capabilities, a.name, p.alias, NULL AS blocked_at
        FROM unblocked_authorizations r
        JOIN agents a ON a.id = r.recipient_id
        LEFT JOIN peers p ON p.agent_id = r.sender_id AND p.peer_id = r.recipient_id
        WHERE r.sender_id = ? AND r.recipient_id > ? AND (r.expires_at IS NULL OR r.expires_at > ?)
        ORDER BY r.recipient_id LIMIT ?
        """,
        AuthorizationStore::authorization,
        me,
        after,
        now.toEpochMilli(),
        limit);
  }

  /// Whom `me` has blocked, with what they could do otherwise.
  static List<Authorization> blocked(Tx tx, String me, String after, int limit, Instant now) {
    return tx.all(
        """
        SELECT p.peer_id AS other, p.blocked_at AS created_at, g.expires_at,
          COALESCE(g.may_message, 0) AS may_message, COALESCE(g.may_notify, 0) AS may_notify,
          g.capabilities, a.name, p.alias, p.blocked_at
        FROM peers p
        LEFT JOIN authorizations g ON g.recipient_id = p.agent_id AND g.sender_id = p.peer_id
          AND (g.expires_at IS NULL OR g.expires_at > ?)
        """
            + NAMES.formatted("p.peer_id", "p.agent_id")
            + """
            WHERE p.agent_id = ? AND p.blocked_at IS NOT NULL AND p.peer_id > ?
            ORDER BY p.peer_id LIMIT ?
            """,
        AuthorizationStore::authorization,
        now.toEpochMilli(),
        now.toEpochMilli(),
        me,
        after,
        limit);
  }

  /// Both directions: two ranges of two indexes.
  static List<Peer> peers(Tx tx, String me, String after, int limit, Instant now) {
    long millis = now.toEpochMilli();
    return tx.all(
        """
        SELECT p.id, a.name
        FROM (
          SELECT id FROM (
            SELECT sender_id AS id FROM unblocked_authorizations
            WHERE recipient_id = ? AND sender_id > ? AND (expires_at IS NULL OR expires_at > ?)
            ORDER BY sender_id LIMIT ?) g
          UNION
          SELECT id FROM (
            SELECT recipient_id AS id FROM unblocked_authorizations
            WHERE sender_id = ? AND recipient_id > ? AND (expires_at IS NULL OR expires_at > ?)
            ORDER BY recipient_id LIMIT ?) r
        ) p
        LEFT JOIN agents a ON a.id = p.id AND (a.listed = 1 OR EXISTS (
          SELECT 1 FROM unblocked_authorizations z
          WHERE z.recipient_id = a.id AND z.sender_id = ?
            AND (z.expires_at IS NULL OR z.expires_at > ?)))
        ORDER BY p.id LIMIT ?
        """,
        row -> new Peer(row.getString(1), row.getString(2)),
        me,
        after,
        millis,
        limit,
        me,
        after,
        millis,
        limit,
        me,
        millis,
        limit);
  }

  private static Authorization authorization(ResultSet row) throws SQLException {
    Grant grant = grant(row);
    return new Authorization(
        row.getString("other"),
        row.getString("name"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        time(row, "expires_at"),
        grant.scopes(),
        grant.capabilities(),
        row.getString("alias"),
        row.getObject("blocked_at") == null ? null : true);
  }

  private static Grant grant(ResultSet row) throws SQLException {
    return Grant.of(
        row.getInt("may_message"), row.getInt("may_notify"), row.getString("capabilities"));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
