package dev.a2a.bridge.cli.doctor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an examination found. `says` is one or more sentences, `repair` a command or what to do;
/// `fix` does it, where that is safe.
@JsonPropertyOrder({"check", "state", "says", "repair"})
record Finding(
    String check,
    State state,
    String says,
    @Nullable String repair,
    @JsonIgnore @Nullable Fix fix) {

  enum State {
    OK,
    /// Worth knowing; nothing is broken.
    NOTE,
    WRONG;

    @JsonValue
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Repairs one thing, and returns a sentence about what it was before.
  interface Fix {
    String apply() throws IOException;
  }

  static Finding ok(String check, String says) {
    return new Finding(check, State.OK, says, null, null);
  }

  static Finding note(String check, String says, @Nullable String repair) {
    return new Finding(check, State.NOTE, says, repair, null);
  }

  static Finding wrong(String check, String says, @Nullable String repair) {
    return new Finding(check, State.WRONG, says, repair, null);
  }

  /// A refusal says itself what to do.
  static Finding refused(String check, Refusal refusal) {
    return wrong(check, refusal.problem().detail(), null);
  }

  /// One that `--fix` repairs.
  static Finding fixable(String check, String says, Fix fix) {
    return new Finding(check, State.WRONG, says, "a2a doctor --fix", fix);
  }

  boolean wrong() {
    return state == State.WRONG;
  }
}
