package dev.a2a.daemon.operation;

import dev.a2a.shared.json.Json;
import dev.a2a.shared.text.Visible;

/// The answer of an operation as JSON for programs and people. What strangers wrote is in it as
/// they wrote it, with escapes for all that must not reach a display, and with warnings.
public final class Answer {
  private Answer() {}

  public static String json(Object answer) {
    String json = Json.write(answer);
    if (json.chars().allMatch(c -> c < 0x7F) && !json.contains("\\u")) {
      return json; // Nothing to warn of in plain ASCII.
    }
    return Visible.json(
        Json.write(Strangers.forPeople(Json.requests().valueToTree(answer)).answer()));
  }
}
