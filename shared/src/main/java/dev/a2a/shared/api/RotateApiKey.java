package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// Asks for a new API key in place of the one that is shown.
public record RotateApiKey(
    @JsonPropertyDescription("How long the old key still works, 0 to 168; default 24")
        @Nullable Integer overlapHours) {
  public static final int OVERLAP_MAX = 168;

  private static final int OVERLAP = 24;

  public RotateApiKey {
    if (overlapHours != null && (overlapHours < 0 || overlapHours > OVERLAP_MAX)) {
      throw Check.invalid("overlap_hours", "must be 0 to " + OVERLAP_MAX);
    }
  }

  /// The overlap, or its default.
  public int hours() {
    return overlapHours == null ? OVERLAP : overlapHours;
  }
}
