package dev.a2a.shared.api;

import org.jspecify.annotations.Nullable;

/// Asks for a page of the caller's own invites of the last 30 days, newest first.
public record ListInvites(@Nullable Integer limit, @Nullable String cursor) {
  public ListInvites {
    limit = Check.optionalLimit(limit);
    cursor = Check.optionalToken("cursor", cursor, 100);
  }
}
