package dev.a2a.daemon.operator;

import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.AgentAccount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// SQL for what the operator sees: numbers and times, no mail.
final class OperatorStore {
  private OperatorStore() {}

  /// @param accepted all messages that were ever accepted: numbers are never used twice
  record Counts(
      long agents, long disabled, long messages, long unread, long accepted, long auditEntries) {}

  static boolean exists(Tx tx, String agentId) {
    return tx.number("SELECT COUNT(*) FROM agents WHERE id = ?", agentId) > 0;
  }

  static List<AgentAccount> accounts(Tx tx, String after, int limit) {
    return tx.all(
        """
        SELECT a.id, a.name, a.email, a.listed, a.created_at,
          (SELECT MAX(k.last_used_at) FROM api_keys k WHERE k.agent_id = a.id),
          (SELECT d.disabled_at FROM disabled_agents d WHERE d.agent_id = a.id),
          (SELECT COUNT(*) FROM messages m WHERE m.sender_id = a.id),
          (SELECT COUNT(*) FROM messages m WHERE m.recipient_id = a.id),
          (SELECT SUM(c.unread_count) FROM conversations c WHERE c.agent_id = a.id)
        FROM agents a WHERE a.id > ? ORDER BY a.id LIMIT ?
        """,
        row ->
            new AgentAccount(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4) == 1,
                Instant.ofEpochMilli(row.getLong(5)),
                time(row, 6),
                time(row, 7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10)),
        after,
        limit);
  }

  /// Reads whole indexes: for a person who asks now and then.
  static Counts counts(Tx tx) {
    return new Counts(
        tx.number("SELECT COUNT(*) FROM agents"),
        tx.number("SELECT COUNT(*) FROM disabled_agents"),
        tx.number("SELECT COUNT(*) FROM messages"),
        tx.number("SELECT SUM(unread_count) FROM conversations"),
        tx.number("SELECT MAX(seq) FROM messages"),
        tx.number("SELECT MAX(seq) FROM audit_entries"));
  }

  private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
