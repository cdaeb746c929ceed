package dev.a2a.bridge.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.bridge.keychain.FakeSecretService;
import dev.a2a.bridge.keychain.FakeSecretService.Mode;
import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.profile.Binding;
import dev.a2a.bridge.profile.KeyReference.InKeychain;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Server;
import dev.a2a.bridge.profile.Store;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.home.Settings;
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
import org.junit.jupiter.params.provider.CsvSource;

/// A bridge process whose key is in a keychain.
@DisplayNameGeneration(ReplaceUnderscores.class)
class KeychainBridgeTest {
  private static final ApiKey KEY = ApiKey.random(new SecureRandom());
  private static final ApiKey OTHER = ApiKey.random(new SecureRandom());
  private static final String ALICE = "a2a_00000000000a11ce";
  private static final String REFUSED = "{\"code\":\"invalid_key\",\"detail\":\"No.\"}";

  @TempDir Path folder;
  private FakeSecretService service;
  private FakeDaemon daemon;

  @BeforeEach
  void start() throws Exception {
    service = new FakeSecretService();
    daemon = new FakeDaemon();
  }

  @AfterEach
  void stop() throws Exception {
    daemon.close();
    service.close();
  }

  private BridgeProcess bridge(String... args) throws Exception {
    Map<String, String> env = new HashMap<>(service.env());
    env.put("A2A_STORE", "keychain");
    return BridgeProcess.start(folder, env, args);
  }

  private void keep(ApiKey key) throws Exception {
    Map<String, String> env = new HashMap<>(service.env());
    env.put("A2A_CONFIG_DIR", folder.resolve("config").toString());
    Identity identity = new Identity(Settings.of(Map.of(), env));
    Server server = new Server(daemon.url());
    identity.keys().keep(Binding.of(server, ALICE), key, Store.KEYCHAIN);
    identity.profiles().add(new Profile("default", server, ALICE, "alice", new InKeychain()));
    service.calls.clear();
  }

  private static String code(JsonNode result) {
    assertTrue(result.path("isError").asBoolean(), result::toString);
    return result.at("/_meta/dev.a2a~1problem/code").asText();
  }

  private String shown() throws InterruptedException {
    return String.valueOf(daemon.take().getHeaders().get("Authorization"));
  }

  @Test
  void the_keychain_is_asked_at_the_first_call_and_not_before_or_after() throws Exception {
    keep(KEY);
    try (BridgeProcess bridge = bridge()) {
      JsonNode welcome = bridge.host.greet();
      bridge.host.ping(1);
      bridge.host.next();
      assertTrue(welcome.toString().contains(ALICE));
      assertEquals(List.of(), service.calls);
      bridge.host.result(2, "a2a_whoami", "{}");
      bridge.host.result(3, "a2a_whoami", "{}");

      assertEquals("Bearer " + KEY.reveal(), shown());
      assertEquals("Bearer " + KEY.reveal(), shown());
      assertEquals(1, service.calls.stream().filter("GetSecret"::equals).count());
      assertEquals("", bridge.stderr());
    }
  }

  @Test
  void a_refused_key_is_read_again_and_the_call_repeated_once() throws Exception {
    keep(KEY);
    try (BridgeProcess bridge = bridge()) {
      bridge.host.greet();
      daemon.refuse("Bearer " + KEY.reveal(), 401, REFUSED);
      assertEquals("invalid_key", code(bridge.host.result(1, "a2a_whoami", "{}")));
      assertEquals("Bearer " + KEY.reveal(), shown());
      keep(OTHER);
      JsonNode result = bridge.host.result(2, "a2a_whoami", "{}");

      assertFalse(result.path("isError").asBoolean(), result::toString);
      assertEquals("Bearer " + KEY.reveal(), shown());
      assertEquals("Bearer " + OTHER.reveal(), shown());
      assertEquals(3, daemon.requests());
      bridge.host.result(3, "a2a_whoami", "{}");
      assertEquals("Bearer " + OTHER.reveal(), shown());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LOCKED, key_store_locked, a2a whoami",
    "NO_SERVICE, key_store_unavailable, A2A_API_KEY",
    "HANG, key_store_timeout, A2A_API_KEY",
    "ACTIVATING, key_store_timeout, A2A_API_KEY"
  })
  void trouble_is_a_result_that_says_what_to_do_and_no_prompt(
      Mode mode, String code, String whatToDo) throws Exception {
    keep(KEY);
    service.be(mode);
    try (BridgeProcess bridge = bridge()) {
      bridge.host.greet();
      JsonNode result = bridge.host.result(1, "a2a_whoami", "{}");
      assertEquals(code, code(result));
      assertTrue(result.at("/content/0/text").asText().contains(whatToDo), result::toString);
      assertEquals(0, daemon.requests());
      assertFalse(service.calls.contains("Prompt"), service.calls::toString);
      service.be(Mode.NORMAL);

      bridge.host.result(2, "a2a_whoami", "{}");
      assertEquals("Bearer " + KEY.reveal(), shown());
    }
  }

  @Test
  void a_profile_whose_server_was_edited_shows_no_key() throws Exception {
    keep(KEY);
    try (FakeDaemon stranger = new FakeDaemon()) {
      Path config = folder.resolve("config/config.json");
      Files.writeString(config, Files.readString(config).replace(daemon.url(), stranger.url()));
      try (BridgeProcess bridge = bridge()) {
        bridge.host.greet();

        assertEquals("key_missing", code(bridge.host.result(1, "a2a_whoami", "{}")));
        assertEquals(0, stranger.requests());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LOCKED, key_store_locked",
    "NO_SERVICE, key_store_unavailable",
    "NO_DEFAULT, key_store_unavailable",
    "CONFIRMS, key_store_locked",
    "FORGETS, key_store_unavailable",
    "HANG, key_store_timeout"
  })
  void nobody_is_registered_whose_key_could_not_be_kept(Mode mode, String code) throws Exception {
    service.be(mode);
    try (BridgeProcess bridge = bridge("--server", daemon.url())) {
      bridge.host.greet();
      JsonNode result = bridge.host.result(1, "a2a_register", "{\"name\":\"alice\"}");

      assertEquals(code, code(result));
      assertEquals(0, daemon.requests());
      assertFalse(service.calls.contains("Prompt"), service.calls::toString);
      assertFalse(Files.exists(folder.resolve("config")));
    }
  }

  @Test
  void a_registration_keeps_the_key_in_the_keychain_and_nowhere_else() throws Exception {
    try (BridgeProcess bridge = bridge("--server", daemon.url())) {
      bridge.host.greet();
      daemon.answer(
          201,
          "{\"agent_id\":\"%s\",\"api_key\":\"%s\",\"name\":\"alice\"}"
              .formatted(ALICE, KEY.reveal()));
      JsonNode result = bridge.host.result(1, "a2a_register", "{\"name\":\"alice\"}");
      daemon.answer(200, "{\"content\":[]}");
      bridge.host.result(2, "a2a_whoami", "{}");

      assertEquals("keychain", result.at("/structuredContent/key_store").asText());
      daemon.take();
      assertEquals("Bearer " + KEY.reveal(), shown());
      assertFalse(Files.exists(folder.resolve("config/credentials.json")));
      assertFalse(bridge.host.everything().contains(KEY.reveal()));
      assertFalse(Files.readString(folder.resolve("config/config.json")).contains("a2a_sk_"));
    }
  }
}
