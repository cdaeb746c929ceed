package dev.a2a.bridge.profile;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The kinds of places where a key can be, by the words of `--store`, `A2A_STORE` and
/// `config.json`.
public enum Store {
  /// What the operating system has for secrets.
  KEYCHAIN,
  /// `credentials.json`, readable by its owner only, not encrypted.
  FILE,
  /// A variable of the environment. Only read.
  ENV,
  /// What a command prints. Only read.
  EXEC,
  /// A credential that systemd gives to a service. Only read.
  CREDENTIAL;

  /// As people write it.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The store of that word, or empty.
  public static Optional<Store> find(String word) {
    return Arrays.stream(values()).filter(store -> store.word().equals(word)).findFirst();
  }

  /// The store of that word; `where` is what a person wrote it into.
  public static Store parse(String where, String word) {
    return find(word)
        .orElseThrow(() ->
            new Refusal(
                new Problem.BadSetting(
                    where,
                    "must be one of "
                        + Arrays.stream(values())
                            .map(Store::word)
                            .collect(Collectors.joining(", ")))));
  }
}
