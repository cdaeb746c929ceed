package dev.a2a.shared.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The live keys of an agent, newest first: at most two.
public record KeyList(List<KeyItem> keys) {

  /// A key as its owner may recognize it.
  ///
  /// @param lastUsedAt to the minute; null when it was never used
  /// @param expiresAt null when it works until it is replaced
  /// @param current is it the one that this request showed?
  public record KeyItem(
      String id,
      String prefix,
      String lastFour,
      Instant createdAt,
      @Nullable Instant lastUsedAt,
      @Nullable Instant expiresAt,
      boolean current) {}
}
