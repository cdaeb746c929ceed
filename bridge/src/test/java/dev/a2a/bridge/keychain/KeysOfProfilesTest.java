package dev.a2a.bridge.keychain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.keychain.FakeSecretService.Mode;
import dev.a2a.bridge.profile.Binding;
import dev.a2a.bridge.profile.KeyReference;
import dev.a2a.bridge.profile.KeyReference.FromCommand;
import dev.a2a.bridge.profile.KeyReference.InCredential;
import dev.a2a.bridge.profile.KeyReference.InFile;
import dev.a2a.bridge.profile.KeyReference.InKeychain;
import dev.a2a.bridge.profile.KeyReference.InVariable;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Server;
import dev.a2a.bridge.profile.Store;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// From a profile to its key and back, over all stores.
@DisplayNameGeneration(ReplaceUnderscores.class)
class KeysOfProfilesTest {
  private static final ApiKey KEY = ApiKey.random(new SecureRandom());
  private static final Server SERVER = new Server("https://mail.example.com");
  private static final Server EVIL = new Server("https://mail.example.net");
  private static final String ALICE = "a2a_00000000000a11ce";
  private static final Binding BINDING = Binding.of(SERVER, ALICE);

  @TempDir Path folder;
  private FakeSecretService service;
  private final Map<String, String> env = new HashMap<>();

  @BeforeEach
  void start() throws IOException {
    service = new FakeSecretService();
    env.putAll(service.env());
    env.put("A2A_CONFIG_DIR", folder.resolve("config").toString());
    env.put("A2A_CI_KEY", KEY.reveal());
    env.put("CREDENTIALS_DIRECTORY", folder.toString());
    env.put("PATH", String.valueOf(System.getenv("PATH")));
    Files.writeString(folder.resolve("a2a-key"), KEY.reveal() + "\n");
  }

  @AfterEach
  void stop() throws IOException {
    service.close();
  }

  private Stores stores() {
    return new Stores(Settings.of(Map.of(), env), () -> false);
  }

  /// A profile whose key is there.
  private Profile profile(Store store) {
    KeyReference reference =
        switch (store) {
          case KEYCHAIN, FILE -> new KeyKeeper(stores()).keep(BINDING, KEY, store).reference();
          case ENV -> new InVariable("A2A_CI_KEY", BINDING.account());
          case EXEC -> new FromCommand(List.of("cat", folder + "/a2a-key"), BINDING.account());
          case CREDENTIAL -> new InCredential("a2a-key", BINDING.account());
        };
    return new Profile("default", SERVER, ALICE, "alice", reference);
  }

  private String found(Profile profile) {
    try {
      return new KeyFinder(stores()).find(profile).reveal();
    } catch (Refusal e) {
      return e.problem().code();
    }
  }

  @ParameterizedTest
  @EnumSource(Store.class)
  void the_key_is_found_where_the_profile_says(Store store) {
    assertEquals(KEY.reveal(), found(profile(store)));
  }

  @ParameterizedTest
  @EnumSource(Store.class)
  void a_profile_whose_server_or_agent_was_edited_gets_no_key(Store store) {
    Profile good = profile(store);

    assertEquals("key_missing", found(new Profile("default", EVIL, ALICE, "alice", good.key())));
    assertEquals(
        "key_missing",
        found(new Profile("default", SERVER, "a2a_0000000000000b0b", "bob", good.key())));
    assertEquals(KEY.reveal(), found(good), "the control");
  }

  @Test
  void a_place_that_says_nothing_of_its_server_gives_no_key() {
    assertEquals(
        "key_missing",
        found(new Profile("default", SERVER, ALICE, "alice", new InVariable("A2A_CI_KEY", ""))));
  }

  @Test
  void no_store_stands_in_for_another() {
    profile(Store.FILE);
    Profile asksKeychain = new Profile("default", SERVER, ALICE, "alice", new InKeychain());
    assertEquals("key_missing", found(asksKeychain));
    service.be(Mode.LOCKED);
    assertEquals("key_store_locked", found(asksKeychain));
    service.be(Mode.NO_SERVICE);
    assertEquals("key_store_unavailable", found(asksKeychain));
    assertEquals(KEY.reveal(), found(asksKeychain.with(new InFile())), "the control");
  }

  @Test
  void no_other_store_is_written_when_the_keychain_cannot() {
    service.be(Mode.NO_SERVICE);
    KeyKeeper keeper = new KeyKeeper(stores());

    assertThrows(Refusal.class, () -> keeper.check(Store.KEYCHAIN));
    assertThrows(Refusal.class, () -> keeper.keep(BINDING, KEY, Store.KEYCHAIN));
    assertFalse(Files.exists(folder.resolve("config")));
  }

  @Test
  void a_key_is_replaced_where_it_is() {
    Profile profile = profile(Store.KEYCHAIN);
    ApiKey other = ApiKey.random(new SecureRandom());
    new KeyKeeper(stores()).replace(profile, other);

    assertEquals(other.reveal(), found(profile));
    assertFalse(Files.exists(folder.resolve("config")));
  }

  @ParameterizedTest
  @EnumSource(
      value = Store.class,
      names = {"ENV", "EXEC", "CREDENTIAL"})
  void nothing_is_put_into_a_place_that_is_only_read(Store store) {
    KeyKeeper keeper = new KeyKeeper(stores());
    Profile profile = profile(store);

    Refusal refused = assertThrows(Refusal.class, () -> keeper.keep(BINDING, KEY, store));
    assertTrue(refused.problem().detail().contains("--store file"), refused.problem()::detail);
    assertThrows(Refusal.class, () -> keeper.replace(profile, KEY));
    assertFalse(keeper.canForget(profile));
    assertFalse(keeper.forget(profile));
    assertEquals(KEY.reveal(), found(profile));
  }

  @Test
  void a_secret_that_is_no_key_is_refused_without_being_repeated() {
    env.put("A2A_CI_KEY", "hunter2");
    Profile profile =
        new Profile(
            "default", SERVER, ALICE, "alice", new InVariable("A2A_CI_KEY", BINDING.account()));

    Refusal refused = assertThrows(Refusal.class, () -> new KeyFinder(stores()).find(profile));
    assertEquals("invalid_key", refused.problem().code());
    assertFalse(refused.problem().detail().contains("hunter2"));
  }
}
