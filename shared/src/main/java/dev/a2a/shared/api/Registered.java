package dev.a2a.shared.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A new agent, with its key, or with a claim that gives the key once to `a2a login --claim`, never
/// both.
public record Registered(
    String agentId,
    @Nullable String apiKey,
    String name,
    @Nullable String claim,
    @Nullable Instant claimExpiresAt) {

  public static Registered withKey(String agentId, String name, ApiKey key) {
    return new Registered(agentId, key.reveal(), name, null, null);
  }

  public static Registered withClaim(String agentId, String name, String claim, Instant expiresAt) {
    return new Registered(agentId, null, name, claim, expiresAt);
  }

  /// Without the key, so that it cannot slip into a log.
  @Override
  public String toString() {
    return "Registered[" + agentId + "]";
  }
}
