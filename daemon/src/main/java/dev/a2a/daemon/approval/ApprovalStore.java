package dev.a2a.daemon.approval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.ApprovalList.Approval;
import dev.a2a.shared.api.Decision;
import dev.a2a.shared.json.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// SQL for approvals.
final class ApprovalStore {
  /// One question.
  ///
  /// @param arguments JSON
  record Row(
      String id,
      String agentId,
      String tool,
      String arguments,
      String question,
      @Nullable String reason,
      Instant createdAt,
      Instant expiresAt,
      boolean decided) {

    Approval shown() {
      JsonNode asked = Json.tree(arguments.getBytes(StandardCharsets.UTF_8));
      return new Approval(id, agentId, tool, asked, question, reason, createdAt, expiresAt);
    }
  }

  private static final String COLUMNS =
      "SELECT id, agent_id, tool, arguments, question, reason, created_at, expires_at, decision"
          + " FROM approvals WHERE agent_id = ? AND expires_at > ?";

  private ApprovalStore() {}

  static void insert(Tx tx, Row row) {
    tx.update(
        """
        INSERT INTO approvals
          (id, agent_id, tool, arguments, question, reason, created_at, expires_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        row.id(),
        row.agentId(),
        row.tool(),
        row.arguments(),
        row.question(),
        row.reason(),
        row.createdAt().toEpochMilli(),
        row.expiresAt().toEpochMilli());
  }

  static Optional<Row> find(Tx tx, String agentId, String id, Instant now) {
    return tx.first(COLUMNS + " AND id = ?", ApprovalStore::row, agentId, now.toEpochMilli(), id);
  }

  /// The open question that asks for the very same.
  static Optional<Row> same(Tx tx, String agentId, String tool, String arguments, Instant now) {
    return tx.first(
        COLUMNS + " AND decision IS NULL AND tool = ? AND arguments = ?",
        ApprovalStore::row,
        agentId,
        now.toEpochMilli(),
        tool,
        arguments);
  }

  static List<Row> open(Tx tx, String agentId, String after, int limit, Instant now) {
    return tx.all(
        COLUMNS + " AND decision IS NULL AND id > ? ORDER BY id LIMIT ?",
        ApprovalStore::row,
        agentId,
        now.toEpochMilli(),
        after,
        limit);
  }

  static void decide(Tx tx, String id, Decision decision) {
    tx.update("UPDATE approvals SET decision = ? WHERE id = ?", decision.name(), id);
  }

  static void forgetExpired(Tx tx, Instant now) {
    tx.update("DELETE FROM approvals WHERE expires_at <= ?", now.toEpochMilli());
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        Instant.ofEpochMilli(row.getLong(7)),
        Instant.ofEpochMilli(row.getLong(8)),
        row.getString(9) != null);
  }
}
