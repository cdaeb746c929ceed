package dev.a2a.daemon.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.AuditEntry;
import dev.a2a.shared.api.LinkedAuditEntry;
import dev.a2a.shared.audit.Chain;
import dev.a2a.shared.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// SQL for the audit log.
final class AuditStore {
  private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};
  private static final String SELECT =
      """
      SELECT e.seq, e.link, e.agent_id, e.n, e.at, e.kind, e.details, p.hash, e.hash
      FROM audit_entries e
      LEFT JOIN audit_entries p ON p.agent_id = e.agent_id AND p.n = e.n - 1
      """;

  private AuditStore() {}

  /// Where both chains end.
  record Last(long n, String hash, long seq, String link) {}

  static Last last(Tx tx, String agentId) {
    return tx.first(
            """
            SELECT o.n, o.hash, a.seq, a.link FROM audit_entries a
            LEFT JOIN audit_entries o ON o.agent_id = ?
              AND o.n = (SELECT MAX(n) FROM audit_entries WHERE agent_id = ?)
            WHERE a.seq = (SELECT MAX(seq) FROM audit_entries)
            """,
            row ->
                new Last(
                    row.getLong(1), hex(row.getBytes(2)), row.getLong(3), hex(row.getBytes(4))),
            agentId,
            agentId)
        .orElse(new Last(0, Chain.START, 0, Chain.START));
  }

  /// An entry as it is stored.
  ///
  /// @param details compact JSON
  record Row(
      long seq,
      String agentId,
      long n,
      Instant at,
      String kind,
      String details,
      String hash,
      String link) {}

  static void insert(Tx tx, Row row) {
    tx.update(
        """
        INSERT INTO audit_entries (seq, agent_id, n, at, kind, details, hash, link)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        row.seq(),
        row.agentId(),
        row.n(),
        row.at().toEpochMilli(),
        row.kind(),
        row.details(),
        HexFormat.of().parseHex(row.hash()),
        HexFormat.of().parseHex(row.link()));
  }

  static List<AuditEntry> of(Tx tx, String agentId, long below, int limit) {
    return tx.all(
        SELECT + "WHERE e.agent_id = ? AND e.n < ? ORDER BY e.n DESC LIMIT ?",
        row -> linked(row).entry(),
        agentId,
        below,
        limit);
  }

  static List<LinkedAuditEntry> all(Tx tx, long below, int limit) {
    return tx.all(
        SELECT + "WHERE e.seq < ? ORDER BY e.seq DESC LIMIT ?", AuditStore::linked, below, limit);
  }

  private static LinkedAuditEntry linked(ResultSet row) throws SQLException {
    AuditEntry entry =
        new AuditEntry(
            row.getString(3),
            row.getLong(4),
            Instant.ofEpochMilli(row.getLong(5)),
            row.getString(6),
            details(row.getString(7)),
            hex(row.getBytes(8)),
            hex(row.getBytes(9)));
    return new LinkedAuditEntry(row.getLong(1), hex(row.getBytes(2)), entry);
  }

  /// What was changed in the file is shown, so that whoever checks the hashes finds it.
  private static Map<String, Object> details(String json) {
    try {
      return Json.answers().readValue(json, DETAILS);
    } catch (JsonProcessingException _) {
      return Map.of("unreadable", true);
    }
  }

  private static String hex(byte @Nullable [] hash) {
    return hash == null ? Chain.START : HexFormat.of().formatHex(hash);
  }
}
