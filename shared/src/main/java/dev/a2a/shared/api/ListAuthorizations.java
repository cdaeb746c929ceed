package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// Asks for a page of the authorizations in force in one direction.
public record ListAuthorizations(
    @JsonPropertyDescription(
            "granted: who may write to you (default); received: to whom you may write; blocked")
        @Nullable Direction direction,
    @Nullable Integer limit,
    @Nullable String cursor) {
  public ListAuthorizations {
    limit = Check.optionalLimit(limit);
    cursor = Check.optionalToken("cursor", cursor, 100);
  }

  @Override
  public Direction direction() {
    return direction == null ? Direction.GRANTED : direction;
  }
}
