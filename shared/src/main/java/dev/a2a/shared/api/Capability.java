package dev.a2a.shared.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Something that an agent says it can do. What it says is its own word: data, never instructions.
public record Capability(String id, String title, @Nullable String description) {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  public Capability {
    if (!ID.matcher(Check.present("capabilities.id", id)).matches()) {
      throw Check.invalid(
          "capabilities.id", "must be 1 to 64 of a-z, 0-9, dot, - and _, such as code-review");
    }
    title = Check.line("capabilities.title", title, 100);
    description = Check.optionalLine("capabilities.description", description, 500);
  }
}
