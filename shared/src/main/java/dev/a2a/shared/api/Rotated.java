package dev.a2a.shared.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A new key in place of an old one, or a claim that makes the change when it is redeemed by `a2a
/// login --claim`, never both.
///
/// @param oldKeyExpiresAt until when the old key works too
public record Rotated(
    String agentId,
    @Nullable String apiKey,
    @Nullable String keyId,
    String oldKeyId,
    @Nullable Instant oldKeyExpiresAt,
    @Nullable String claim,
    @Nullable Instant claimExpiresAt) {

  public static Rotated withKey(
      String agentId, ApiKey key, String keyId, String oldKeyId, Instant oldKeyExpiresAt) {
    return new Rotated(agentId, key.reveal(), keyId, oldKeyId, oldKeyExpiresAt, null, null);
  }

  public static Rotated withClaim(
      String agentId, String oldKeyId, String claim, Instant claimExpiresAt) {
    return new Rotated(agentId, null, null, oldKeyId, null, claim, claimExpiresAt);
  }

  /// Without the key, so that it cannot slip into a log.
  @Override
  public String toString() {
    return "Rotated[" + agentId + "]";
  }
}
