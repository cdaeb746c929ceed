package dev.a2a.daemon.metrics;

import dev.a2a.daemon.db.Tx;

/// SQL for what is counted in the database. Read when somebody asks, so that nothing is counted on
/// the way of a message.
final class MetricsStore {
  private MetricsStore() {}

  static long agents(Tx tx) {
    return tx.number("SELECT COUNT(*) FROM agents");
  }

  static long disabledAgents(Tx tx) {
    return tx.number("SELECT COUNT(*) FROM disabled_agents");
  }

  /// All that were ever accepted: the row with the highest number is kept, and none used twice.
  static long accepted(Tx tx) {
    return tx.number("SELECT MAX(seq) FROM messages");
  }

  static long unread(Tx tx) {
    return tx.number("SELECT SUM(unread_count) FROM conversations");
  }

  static long deepestInbox(Tx tx) {
    return tx.number(
        """
        SELECT MAX(unread) FROM
          (SELECT SUM(unread_count) AS unread FROM conversations GROUP BY agent_id)
        """);
  }

  static long auditEntries(Tx tx) {
    return tx.number("SELECT MAX(seq) FROM audit_entries");
  }
}
