package dev.a2a.daemon.authorization;

import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.AliasList.Alias;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// SQL for what an agent has decided about others: blocks and aliases.
final class PeerStore {
  private PeerStore() {}

  /// A second block changes nothing, not even its time.
  static void block(Tx tx, String agentId, String peerId, Instant now) {
    tx.update(
        """
        INSERT INTO peers (agent_id, peer_id, blocked_at) VALUES (?, ?, ?)
        ON CONFLICT (agent_id, peer_id) DO UPDATE
        SET blocked_at = COALESCE(peers.blocked_at, excluded.blocked_at)
        """,
        agentId,
        peerId,
        now.toEpochMilli());
  }

  /// Since when it is blocked; empty when it is not.
  static Optional<Instant> blockedAt(Tx tx, String agentId, String peerId) {
    return tx.first(
        """
        SELECT blocked_at FROM peers
        WHERE agent_id = ? AND peer_id = ? AND blocked_at IS NOT NULL
        """,
        row -> Instant.ofEpochMilli(row.getLong(1)),
        agentId,
        peerId);
  }

  static boolean unblock(Tx tx, String agentId, String peerId) {
    boolean blocked =
        tx.update(
                """
                UPDATE peers SET blocked_at = NULL
                WHERE agent_id = ? AND peer_id = ? AND blocked_at IS NOT NULL
                """,
                agentId,
                peerId)
            > 0;
    forgetEmpty(tx, agentId, peerId);
    return blocked;
  }

  static void alias(Tx tx, String agentId, String peerId, @Nullable String alias) {
    tx.update(
        """
        INSERT INTO peers (agent_id, peer_id, alias) VALUES (?, ?, ?)
        ON CONFLICT (agent_id, peer_id) DO UPDATE SET alias = excluded.alias
        """,
        agentId,
        peerId,
        alias);
    forgetEmpty(tx, agentId, peerId);
  }

  /// What an agent calls that peer.
  static Optional<String> aliasOf(Tx tx, String agentId, String peerId) {
    return tx.first(
        "SELECT alias FROM peers WHERE agent_id = ? AND peer_id = ? AND alias IS NOT NULL",
        row -> row.getString(1),
        agentId,
        peerId);
  }

  /// Whom an agent calls that, whatever the case of ASCII letters.
  static Optional<Alias> named(Tx tx, String agentId, String alias) {
    return tx.first(
        "SELECT peer_id, alias FROM peers WHERE agent_id = ? AND alias = ? AND alias IS NOT NULL",
        row -> new Alias(row.getString(1), row.getString(2)),
        agentId,
        alias);
  }

  static List<Alias> aliases(Tx tx, String agentId, String after, int limit) {
    return tx.all(
        """
        SELECT peer_id, alias FROM peers
        WHERE agent_id = ? AND peer_id > ? AND alias IS NOT NULL
        ORDER BY peer_id LIMIT ?
        """,
        row -> new Alias(row.getString(1), row.getString(2)),
        agentId,
        after,
        limit);
  }

  private static void forgetEmpty(Tx tx, String agentId, String peerId) {
    tx.update(
        """
        DELETE FROM peers
        WHERE agent_id = ? AND peer_id = ? AND alias IS NULL AND blocked_at IS NULL
        """,
        agentId,
        peerId);
  }
}
