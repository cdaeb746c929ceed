package dev.a2a.daemon.agent;

import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Register;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// SQL for agents, keys and claims.
final class AgentStore {
  private AgentStore() {}

  /// What is shown of an agent to itself.
  record Row(
      String id, String name, @Nullable String description, boolean listed, Instant createdAt) {}

  static void insert(Tx tx, String id, Register agent, Instant now) {
    tx.update(
        """
        INSERT INTO agents (id, name, email, description, listed, created_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        id,
        agent.name(),
        agent.email(),
        agent.description(),
        agent.listed() ? 1 : 0,
        now.toEpochMilli());
  }

  static Optional<Row> find(Tx tx, String id) {
    return tx.first(
        "SELECT id, name, description, listed, created_at FROM agents WHERE id = ?",
        row ->
            new Row(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4) == 1,
                Instant.ofEpochMilli(row.getLong(5))),
        id);
  }

  static void insertKey(Tx tx, ApiKey key, String agentId, Instant now) {
    String text = key.reveal();
    tx.update(
        "INSERT INTO api_keys (sha256, agent_id, last_four, created_at) VALUES (?, ?, ?, ?)",
        key.sha256(),
        agentId,
        text.substring(text.length() - 4),
        now.toEpochMilli());
  }

  static Optional<String> agentOfKey(Tx tx, byte[] sha256) {
    return tx.first(
        "SELECT agent_id FROM api_keys WHERE sha256 = ?", row -> row.getString(1), sha256);
  }

  static void insertClaim(Tx tx, byte[] sha256, String agentId, Instant expiresAt) {
    tx.update(
        "INSERT INTO claims (sha256, agent_id, expires_at) VALUES (?, ?, ?)",
        sha256,
        agentId,
        expiresAt.toEpochMilli());
  }

  /// Uses a claim up; empty when there is none that is still good.
  static Optional<String> takeClaim(Tx tx, byte[] sha256, Instant now) {
    Optional<String> agentId =
        tx.first(
            "SELECT agent_id FROM claims WHERE sha256 = ? AND expires_at > ?",
            row -> row.getString(1),
            sha256,
            now.toEpochMilli());
    tx.update("DELETE FROM claims WHERE sha256 = ? OR expires_at <= ?", sha256, now.toEpochMilli());
    return agentId;
  }
}
