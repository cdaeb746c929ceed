package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// Asks for a page of what was written to the caller, newest first.
public record CheckInbox(
    @JsonPropertyDescription("false: also what is marked read; default true")
        @Nullable Boolean unreadOnly,
    @JsonPropertyDescription("1 to 100, default 20") @Nullable Integer limit,
    @JsonPropertyDescription("From the page before, to go on") @Nullable String cursor) {
  public CheckInbox {
    limit = Check.optionalLimit(limit);
    cursor = Check.optionalToken("cursor", cursor, 100);
  }

  @Override
  public Boolean unreadOnly() {
    return !Boolean.FALSE.equals(unreadOnly);
  }
}
