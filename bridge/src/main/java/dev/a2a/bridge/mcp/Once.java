package dev.a2a.bridge.mcp;

import dev.a2a.bridge.mcp.stdio.RawJson;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Makes a send safe to repeat.
final class Once {
  private Once() {}

  /// The arguments with an idempotency key, where the model gave none. What is no object is for the
  /// daemon to refuse.
  static String only(String arguments) {
    Optional<Map<String, RawJson>> members;
    try {
      members = new RawJson(arguments).members();
    } catch (IOException _) {
      return arguments;
    }
    if (members.isEmpty() || members.get().containsKey("idempotency_key")) {
      return arguments;
    }
    String key = "\"idempotency_key\":\"" + UUID.randomUUID() + "\"";
    int open = arguments.indexOf('{') + 1;
    return arguments.substring(0, open)
        + key
        + (members.get().isEmpty() ? "" : ",")
        + arguments.substring(open);
  }
}
