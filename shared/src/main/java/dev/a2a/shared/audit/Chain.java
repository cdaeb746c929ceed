package dev.a2a.shared.audit;

import dev.a2a.shared.api.AuditEntry;
import dev.a2a.shared.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
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
    Map<String, Object> members = new TreeMap<>();
    members.put("agent_id", entry.agentId());
    members.put("n", entry.n());
    members.put("at", entry.at());
    members.put("kind", entry.kind());
    members.put("details", new TreeMap<>(entry.details()));
    members.put("prev_hash", entry.prevHash());
    return sha256(members);
  }

  /// The link of the entry with that hash in the operator's chain.
  public static String link(String previousLink, long seq, String hash) {
    return sha256(new TreeMap<>(Map.of("hash", hash, "prev_link", previousLink, "seq", seq)));
  }

  private static String sha256(Map<String, Object> sorted) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(Json.write(sorted).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
