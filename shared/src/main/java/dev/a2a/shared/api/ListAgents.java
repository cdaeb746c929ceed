package dev.a2a.shared.api;

import org.jspecify.annotations.Nullable;

/// Asks for a page of the agents that the caller may know of: listed ones, and those that may write
/// to it or it to them.
public record ListAgents(@Nullable Integer limit, @Nullable String cursor) {
  public ListAgents {
    limit = Check.optionalLimit(limit);
    cursor = Check.optionalToken("cursor", cursor, 100);
  }
}
