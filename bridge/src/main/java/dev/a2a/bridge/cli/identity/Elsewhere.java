package dev.a2a.bridge.cli.identity;

import dev.a2a.bridge.profile.KeyReference;
import dev.a2a.bridge.profile.KeyReference.FromCommand;
import dev.a2a.bridge.profile.KeyReference.InCredential;
import dev.a2a.bridge.profile.KeyReference.InVariable;
import dev.a2a.bridge.profile.Store;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.util.List;
import java.util.Optional;

/// The words after `a2a login --store env`, `exec` or `credential`: where the key is already.
final class Elsewhere {
  private static final String UNKNOWN = "";

  private Elsewhere() {}

  /// The place of a key that stays where it is, or empty for a store that keeps keys. Refuses words
  /// that do not fit the store.
  static Optional<KeyReference.Elsewhere> of(Store store, List<String> words) {
    return switch (store) {
      case KEYCHAIN, FILE -> {
        if (!words.isEmpty()) {
          throw new Refusal(
              new Problem.BadUsage(
                  "A key is not given on the command line, where everybody on this machine sees it."
                      + " Give it on standard input, as in `a2a login < FILE`."));
        }
        yield Optional.empty();
      }
      case ENV -> Optional.of(new InVariable(only(words, "env VARIABLE"), UNKNOWN));
      case CREDENTIAL -> Optional.of(new InCredential(only(words, "credential NAME"), UNKNOWN));
      case EXEC -> {
        if (words.isEmpty()) {
          throw missing("exec -- PROGRAM ARGUMENT...");
        }
        yield Optional.of(new FromCommand(words, UNKNOWN));
      }
    };
  }

  private static String only(List<String> words, String usage) {
    if (words.size() != 1) {
      throw missing(usage);
    }
    return words.getFirst();
  }

  private static Refusal missing(String usage) {
    return new Refusal(
        new Problem.BadUsage("Say where the key is, as in `a2a login --store " + usage + "`."));
  }
}
