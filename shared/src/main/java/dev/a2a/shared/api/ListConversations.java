package dev.a2a.shared.api;

import org.jspecify.annotations.Nullable;

/// Asks for a page of the agents with whom the caller has exchanged mail, latest mail first, and
/// then of those with whom it could.
public record ListConversations(@Nullable Integer limit, @Nullable String cursor) {
  public ListConversations {
    limit = Check.optionalLimit(limit);
    cursor = Check.optionalToken("cursor", cursor, 100);
  }
}
