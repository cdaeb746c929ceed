package dev.a2a.bridge.keychain;

import dev.a2a.bridge.profile.Binding;
import dev.a2a.bridge.profile.KeyReference.InKeychain;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Profiles;
import dev.a2a.bridge.profile.Server;
import dev.a2a.bridge.profile.Store;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.home.Settings;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Map;

/// One process that `docs/check/keychain.sh` measures: nothing, a secret from the keychain, or all
/// the way from the settings over the profile to the key.
final class Measured {
  private static final Binding PROBE = new Binding("https://mail.example.com", "measured");
  private static final Server SERVER = new Server("https://mail.example.com");
  private static final String ALICE = "a2a_00000000000a11ce";

  private Measured() {}

  public static void main(String[] args) throws IOException, StoreFailure {
    switch (args[0]) {
      case "nothing" -> System.out.println("nothing");
      case "keep" -> keep();
      case "secret" ->
          System.out.println(found(Keychain.of(System.getenv(), () -> false).find(PROBE)));
      case "key" -> {
        Settings settings = Settings.of(Map.of());
        Profile profile = new Profiles(settings.home()).get("default");
        System.out.println(new KeyFinder(new Stores(settings, () -> false)).find(profile));
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void keep() throws IOException, StoreFailure {
    Settings settings = Settings.of(Map.of());
    Keychain.of(System.getenv(), () -> false).put(PROBE, "secret");
    new KeyKeeper(new Stores(settings, () -> false))
        .keep(Binding.of(SERVER, ALICE), ApiKey.random(new SecureRandom()), Store.KEYCHAIN);
    new Profiles(settings.home())
        .add(new Profile("default", SERVER, ALICE, "alice", new InKeychain()));
  }

  private static String found(Lookup lookup) {
    if (lookup instanceof Lookup.Found) {
      return "found";
    }
    throw new IllegalStateException(lookup.toString());
  }
}
