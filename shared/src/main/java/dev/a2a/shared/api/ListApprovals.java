package dev.a2a.shared.api;

import org.jspecify.annotations.Nullable;

/// Asks for a page of what the caller's agent has asked for and nobody has decided, oldest first.
public record ListApprovals(@Nullable Integer limit, @Nullable String cursor) {
  public ListApprovals {
    limit = Check.optionalLimit(limit);
    cursor = Check.optionalToken("cursor", cursor, 100);
  }
}
