package dev.a2a.bridge.cli.identity;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Store;
import dev.a2a.shared.api.Problem.KeyStoreUnavailable;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Setting;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a key is to be kept: the option `--store`, and what is asked if it cannot be there.
final class Place {
  @Option(
      names = "--store",
      paramLabel = "STORE",
      description = "Where the key is: keychain, file, env, exec, credential.",
      completionCandidates = Words.class)
  @Nullable String word;

  /// The words that a shell completes, for picocli.
  static final class Words implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of(Store.values()).stream().map(Store::word).iterator();
    }
  }

  /// The flags that follow from it.
  Map<Setting, String> flags() {
    return word == null ? Map.of() : Map.of(Setting.STORE, Store.parse("--store", word).word());
  }

  /// A store that can take a key now. Where there is no keychain, a person is asked whether a file
  /// will do; nothing else is ever put in the place of what was asked for, least of all for a
  /// keychain that is locked: then there would be two keys later. Without the option the key of a
  /// profile that is `there` is kept where that one is.
  Store usable(Identity identity, Common common, Optional<Profile> there) {
    Store store =
        there.filter(_ -> word == null).map(p -> p.key().store()).orElseGet(identity::store);
    try {
      identity.keys().check(store);
      return store;
    } catch (Refusal e) {
      boolean mayAsk =
          store == Store.KEYCHAIN && e.problem() instanceof KeyStoreUnavailable && !common.json();
      if (mayAsk) {
        common.remark("a2a: " + e.problem().detail());
      }
      if (!mayAsk
          || !common
              .shell()
              .agrees("Keep the key in a file that only you can read, not encrypted, instead?")) {
        throw e;
      }
      identity.keys().check(Store.FILE);
      return Store.FILE;
    }
  }
}
