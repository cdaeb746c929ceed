package dev.a2a.bridge.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.profile.Binding;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Server;
import dev.a2a.bridge.profile.Store;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.home.Setting;
import dev.a2a.shared.home.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IdentityTest {
  private static final String ALICE = "a2a_00000000000a11ce";
  private static final Server LOCAL = Server.own();
  private static final Server HOSTED = new Server("https://mail.example.com");
  private static final ApiKey KEY = ApiKey.random(new SecureRandom());

  @TempDir Path folder;

  @Test
  void a_key_from_the_environment_goes_to_a_daemon_on_this_machine() {
    Identity identity = identity(Map.of("A2A_API_KEY", KEY.reveal()));

    assertEquals(Optional.of(KEY.reveal()), identity.key().map(ApiKey::reveal));
    assertTrue(identity.keyIsGiven());
  }

  @Test
  void a_key_from_the_environment_goes_to_the_server_of_the_same_environment() {
    Identity identity =
        identity(Map.of("A2A_API_KEY", KEY.reveal(), "A2A_SERVER", HOSTED.origin()));

    assertEquals(Optional.of(KEY.reveal()), identity.key().map(ApiKey::reveal));
    assertFalse(identity.key(new Server("https://other.example.com")).isPresent());
  }

  @Test
  void a_key_from_the_environment_does_not_go_to_the_server_of_a_profile() throws IOException {
    identity(Map.of()).profiles().add(new Profile("default", HOSTED, ALICE, "alice"));

    Identity identity = identity(Map.of("A2A_API_KEY", KEY.reveal()));

    assertEquals(HOSTED, identity.server());
    assertEquals(Optional.empty(), identity.key());
  }

  @Test
  void a_key_from_the_environment_does_not_go_to_the_server_of_a_flag() {
    Settings settings =
        Settings.of(
            Map.of(Setting.SERVER, HOSTED.origin()),
            environment(Map.of("A2A_API_KEY", KEY.reveal())));

    assertEquals(Optional.empty(), new Identity(settings).key());
  }

  @Test
  void the_key_of_a_profile_goes_to_its_own_server_only() throws IOException {
    Identity identity = identity(Map.of());
    identity.profiles().add(new Profile("default", HOSTED, ALICE, "alice"));
    identity.keys().keep(Binding.of(HOSTED, ALICE), KEY, Store.FILE);

    assertEquals(Optional.of(KEY.reveal()), identity.key(HOSTED).map(ApiKey::reveal));
    assertEquals(Optional.empty(), identity.key(LOCAL));
    assertFalse(identity.keyIsGiven());
  }

  private Identity identity(Map<String, String> env) {
    return new Identity(Settings.of(Map.of(), environment(env)));
  }

  private Map<String, String> environment(Map<String, String> env) {
    Map<String, String> all = new HashMap<>(env);
    all.put("A2A_CONFIG_DIR", folder.toString());
    return all;
  }
}
