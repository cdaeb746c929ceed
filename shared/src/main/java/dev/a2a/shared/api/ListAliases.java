package dev.a2a.shared.api;

import org.jspecify.annotations.Nullable;

/// Asks for a page of the caller's own names for other agents, or for the one that is `alias`.
public record ListAliases(
    @Nullable String alias, @Nullable Integer limit, @Nullable String cursor) {
  public ListAliases {
    alias = Check.optionalAlias(alias);
    limit = Check.optionalLimit(limit);
    cursor = Check.optionalToken("cursor", cursor, 100);
  }
}
