package dev.a2a.daemon.agent;

import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.Register;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// SQL for agents.
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
}
