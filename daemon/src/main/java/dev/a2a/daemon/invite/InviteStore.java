package dev.a2a.daemon.invite;

import dev.a2a.daemon.authorization.Grant;
import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.InviteList.InviteItem;
import dev.a2a.shared.api.InviteList.InviteStatus;
import dev.a2a.shared.api.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// SQL for invites.
final class InviteStore {
  /// An invite that can be accepted. Its inviter's name is for whoever holds the code.
  record Open(String id, String inviterId, String inviterName, Grant grant, Instant createdAt) {}

  private static final String OPEN =
      """
      SELECT i.id, i.agent_id, a.name, i.created_at, i.may_message, i.may_notify, i.capabilities
      FROM invites i JOIN agents a ON a.id = i.agent_id
      WHERE i.accepted_by IS NULL AND i.expires_at > ? AND
      """;

  private InviteStore() {}

  static void insert(
      Tx tx, String id, byte[] sha256, String agentId, Grant grant, Instant now, Instant end) {
    tx.update(
        """
        INSERT INTO invites (id, sha256, agent_id, may_message, may_notify, capabilities,
          created_at, expires_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        id,
        sha256,
        agentId,
        grant.has(Scope.MESSAGE),
        grant.has(Scope.NOTIFY),
        grant.capabilityColumn(),
        now.toEpochMilli(),
        end.toEpochMilli());
  }

  static Optional<Open> byCode(Tx tx, byte[] sha256, Instant now) {
    return tx.first(OPEN + " i.sha256 = ?", InviteStore::open, now.toEpochMilli(), sha256);
  }

  static Optional<Open> byId(Tx tx, String id, Instant now) {
    return tx.first(OPEN + " i.id = ?", InviteStore::open, now.toEpochMilli(), id);
  }

  static void accept(Tx tx, String id, String acceptorId, Instant now) {
    tx.update(
        "UPDATE invites SET accepted_by = ?, accepted_at = ? WHERE id = ?",
        acceptorId,
        now.toEpochMilli(),
        id);
  }

  static long countOpen(Tx tx, String agentId, Instant now) {
    return tx.number(
        """
        SELECT COUNT(*) FROM invites
        WHERE agent_id = ? AND accepted_by IS NULL AND expires_at > ?
        """,
        agentId,
        now.toEpochMilli());
  }

  static boolean withdraw(Tx tx, String agentId, String id, Instant now) {
    return tx.update(
            """
            DELETE FROM invites
            WHERE agent_id = ? AND id = ? AND accepted_by IS NULL AND expires_at > ?
            """,
            agentId,
            id,
            now.toEpochMilli())
        > 0;
  }

  static void forget(Tx tx, String agentId, Instant before) {
    tx.update(
        "DELETE FROM invites WHERE agent_id = ? AND expires_at <= ?",
        agentId,
        before.toEpochMilli());
  }

  static List<InviteItem> page(Tx tx, String agentId, String below, int limit, Instant now) {
    return tx.all(
        """
        SELECT id, created_at, expires_at, may_message, may_notify, capabilities, accepted_by,
          accepted_at
        FROM invites WHERE agent_id = ? AND id < ? ORDER BY id DESC LIMIT ?
        """,
        row -> item(row, now),
        agentId,
        below,
        limit);
  }

  private static Open open(ResultSet row) throws SQLException {
    return new Open(
        row.getString("id"),
        row.getString("agent_id"),
        row.getString("name"),
        grant(row),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }

  private static Grant grant(ResultSet row) throws SQLException {
    return Grant.of(
        row.getInt("may_message"), row.getInt("may_notify"), row.getString("capabilities"));
  }

  private static InviteItem item(ResultSet row, Instant now) throws SQLException {
    Grant grant = grant(row);
    @Nullable String acceptedBy = row.getString("accepted_by");
    Instant end = Instant.ofEpochMilli(row.getLong("expires_at"));
    InviteStatus open = end.isAfter(now) ? InviteStatus.OPEN : InviteStatus.EXPIRED;
    return new InviteItem(
        row.getString("id"),
        acceptedBy == null ? open : InviteStatus.ACCEPTED,
        Instant.ofEpochMilli(row.getLong("created_at")),
        end,
        grant.scopes(),
        grant.capabilities(),
        acceptedBy,
        acceptedBy == null ? null : Instant.ofEpochMilli(row.getLong("accepted_at")));
  }
}
