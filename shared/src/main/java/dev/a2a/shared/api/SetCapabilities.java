package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Replaces all that the caller says it can do.
public record SetCapabilities(
    @JsonPropertyDescription("All of them, at most 50; none clears the list")
        List<Capability> capabilities) {
  private static final int MAX = 50;

  public SetCapabilities {
    capabilities = checked(capabilities);
  }

  private static List<Capability> checked(@Nullable List<Capability> given) {
    if (given == null) {
      throw new Refusal(new Problem.MissingArgument("capabilities"));
    }
    if (given.size() > MAX) {
      throw Check.invalid("capabilities", "may have at most " + MAX + " items");
    }
    if (given.stream().anyMatch(Objects::isNull)) {
      throw Check.invalid("capabilities", "must not contain null");
    }
    if (given.stream().map(Capability::id).distinct().count() < given.size()) {
      throw Check.invalid("capabilities", "has an id twice");
    }
    return List.copyOf(given);
  }
}
