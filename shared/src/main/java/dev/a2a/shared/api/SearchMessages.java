package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// Asks for a page of the caller's own mail, sent or received, in which something stands.
public record SearchMessages(
    @JsonPropertyDescription(
            "Words that must all occur, \"a phrase\", from:AGENT_ID, since:7d or since:2026-01-31")
        String query,
    @JsonPropertyDescription("1 to 100, default 20") @Nullable Integer limit,
    @JsonPropertyDescription("From the page before, to go on") @Nullable String cursor) {
  /// Characters that a query may have.
  public static final int QUERY_MAX = 500;

  public SearchMessages {
    query = Check.text("query", query, QUERY_MAX);
    limit = Check.optionalLimit(limit);
    cursor = Check.optionalToken("cursor", cursor, 100);
  }
}
