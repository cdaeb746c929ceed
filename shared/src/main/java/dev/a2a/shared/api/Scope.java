package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an authorization lets the other agent do.
public enum Scope {
  /// Put mail into the inbox.
  @JsonProperty("message")
  MESSAGE,
  /// Wake the agent with it; without this scope mail waits until somebody looks.
  @JsonProperty("notify")
  NOTIFY;

  /// What is granted when nobody says what.
  public static final List<Scope> ALL = List.of(values());

  /// The scope of that name; any other name is refused with the nearest one.
  @JsonCreator
  public static Scope of(String name) {
    return ALL.stream()
        .filter(scope -> scope.word().equals(name))
        .findFirst()
        .orElseThrow(() -> new Refusal(new Problem.UnknownScope(name)));
  }

  /// Its name on the wire.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Scope::word).toList();
  }

  /// At least one scope, each once, in the order of this enum; absent means all.
  static @Nullable List<Scope> checked(@Nullable List<Scope> scopes) {
    if (scopes == null) {
      return null;
    }
    if (scopes.isEmpty() || scopes.stream().anyMatch(Objects::isNull)) {
      throw Check.invalid("scopes", "must name at least one of " + String.join(", ", words()));
    }
    return ALL.stream().filter(scopes::contains).toList();
  }
}
