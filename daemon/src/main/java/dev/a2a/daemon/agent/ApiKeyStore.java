package dev.a2a.daemon.agent;

import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.ApiKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// SQL for keys and for claims, which become keys. What has ended is removed.
final class ApiKeyStore {
  private static final String LIVE = " (expires_at IS NULL OR expires_at > ?)";

  private ApiKeyStore() {}

  /// A key, without itself.
  record Row(
      String id,
      String agentId,
      String lastFour,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt) {}

  /// What a claim was made for; one without a key makes an agent's first.
  record Claimed(String agentId, @Nullable String keyId, int overlapHours) {}

  static void insert(Tx tx, ApiKey key, String keyId, String agentId, Instant now) {
    String text = key.reveal();
    tx.update(
        "INSERT INTO api_keys (sha256, id, agent_id, last_four, created_at) VALUES (?, ?, ?, ?, ?)",
        key.sha256(),
        keyId,
        agentId,
        text.substring(text.length() - 4),
        now.toEpochMilli());
  }

  static Optional<Row> find(Tx tx, byte[] sha256, Instant now) {
    return tx.first(
        "SELECT id, agent_id, last_four, created_at, expires_at, last_used_at FROM api_keys"
            + " WHERE sha256 = ? AND"
            + LIVE,
        ApiKeyStore::row,
        sha256,
        now.toEpochMilli());
  }

  /// Newest first.
  static List<Row> live(Tx tx, String agentId, Instant now) {
    return tx.all(
        "SELECT id, agent_id, last_four, created_at, expires_at, last_used_at FROM api_keys"
            + " WHERE agent_id = ? AND"
            + LIVE
            + " ORDER BY created_at DESC, rowid DESC",
        ApiKeyStore::row,
        agentId,
        now.toEpochMilli());
  }

  static void used(Tx tx, String keyId, Instant now) {
    tx.update("UPDATE api_keys SET last_used_at = ? WHERE id = ?", now.toEpochMilli(), keyId);
  }

  /// Ends all keys of the agent but this one.
  static void deleteOthers(Tx tx, String agentId, String keyId) {
    tx.update("DELETE FROM api_keys WHERE agent_id = ? AND id <> ?", agentId, keyId);
  }

  static void delete(Tx tx, String keyId) {
    tx.update("DELETE FROM api_keys WHERE id = ?", keyId);
  }

  static void endAt(Tx tx, String keyId, @Nullable Instant end) {
    tx.update(
        "UPDATE api_keys SET expires_at = ? WHERE id = ?",
        end == null ? null : end.toEpochMilli(),
        keyId);
  }

  static void insertClaim(Tx tx, byte[] sha256, Claimed claimed, Instant expiresAt) {
    tx.update(
        """
        INSERT INTO claims (sha256, agent_id, expires_at, key_id, overlap_hours)
        VALUES (?, ?, ?, ?, ?)
        """,
        sha256,
        claimed.agentId(),
        expiresAt.toEpochMilli(),
        claimed.keyId(),
        claimed.overlapHours());
  }

  /// Removes the claims that this key has asked for.
  static void deleteClaims(Tx tx, String keyId) {
    tx.update("DELETE FROM claims WHERE key_id = ?", keyId);
  }

  /// Uses a claim up; empty when there is none that is still good for that agent, or, with null,
  /// for whichever.
  static Optional<Claimed> takeClaim(Tx tx, byte[] sha256, @Nullable String agentId, Instant now) {
    tx.update("DELETE FROM claims WHERE expires_at <= ?", now.toEpochMilli());
    Optional<Claimed> claimed =
        tx.first(
            "SELECT agent_id, key_id, overlap_hours FROM claims"
                + " WHERE sha256 = ? AND agent_id = COALESCE(?, agent_id)",
            row -> new Claimed(row.getString(1), row.getString(2), row.getInt(3)),
            sha256,
            agentId);
    if (claimed.isPresent()) {
      tx.update("DELETE FROM claims WHERE sha256 = ?", sha256);
    }
    return claimed;
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        Instant.ofEpochMilli(row.getLong(4)),
        time(row, 5),
        time(row, 6));
  }

  private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
