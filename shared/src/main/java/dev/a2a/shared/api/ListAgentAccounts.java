package dev.a2a.shared.api;

import org.jspecify.annotations.Nullable;

/// Asks for a page of all agents of the daemon, ordered by id; for the operator.
public record ListAgentAccounts(@Nullable Integer limit, @Nullable String cursor) {
  public ListAgentAccounts {
    limit = Check.optionalLimit(limit);
    cursor = Check.optionalToken("cursor", cursor, 100);
  }
}
