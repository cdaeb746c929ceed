package dev.a2a.shared.audit;

import dev.a2a.shared.api.AuditEntry;
import dev.a2a.shared.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.TreeMap;

/// How an entry of an audit log follows the one before.
///
/// What is hashed is compact JSON with sorted keys, so that `jq -cSj` and `sha256sum` reproduce it.
public final class Chain {
  /// What stands before the first entry.
  public static final String START = "0".repeat(64);

  private Chain() {}

  /// The hash that an entry must have; the one that it has is not looked at.
  public static String hash(AuditEntry entry) {
    return hash(
        entry.agentId(),
        entry.n(),
        entry.at(),
        entry.kind(),
        Json.write(new TreeMap<>(entry.details())),
        entry.prevHash());
  }

  /// The same, from the parts.
  ///
  /// @param details compact JSON with sorted keys
  public static String hash(
      String agentId, long n, Instant at, String kind, String details, String prevHash) {
    // By hand, because each send waits for it; the order is that of the names.
    return sha256(
        "{\"agent_id\":"
            + Json.write(agentId)
            + ",\"at\":"
            + Json.write(at)
            + ",\"details\":"
            + details
            + ",\"kind\":"
            + Json.write(kind)
            + ",\"n\":"
            + n
            + ",\"prev_hash\":"
            + Json.write(prevHash)
            + "}");
  }

  /// The link of the entry with that hash in the operator's chain.
  public static String link(String previousLink, long seq, String hash) {
    return sha256(
        "{\"hash\":"
            + Json.write(hash)
            + ",\"prev_link\":"
            + Json.write(previousLink)
            + ",\"seq\":"
            + seq
            + "}");
  }

  private static String sha256(String json) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
