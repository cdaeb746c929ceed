package dev.a2a.shared.api;

import org.jspecify.annotations.Nullable;

/// Asks for a page of an audit log, newest first; a page holds up to 1,000 entries.
public record ListAudit(@Nullable Integer limit, @Nullable String cursor) {
  private static final int LIMIT_MAX = 1_000;

  public ListAudit {
    limit = Check.optionalLimit(limit, LIMIT_MAX);
    cursor = Check.optionalToken("cursor", cursor, 100);
  }
}
