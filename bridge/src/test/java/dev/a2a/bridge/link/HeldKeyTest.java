package dev.a2a.bridge.link;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.keychain.FakeSecretService;
import dev.a2a.bridge.keychain.FakeSecretService.Mode;
import dev.a2a.bridge.profile.Binding;
import dev.a2a.bridge.profile.KeyReference.InKeychain;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Server;
import dev.a2a.bridge.profile.Store;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HeldKeyTest {
  private static final ApiKey KEY = ApiKey.random(new SecureRandom());
  private static final ApiKey OTHER = ApiKey.random(new SecureRandom());
  private static final Server SERVER = new Server("https://mail.example.com");
  private static final String ALICE = "a2a_00000000000a11ce";

  @TempDir Path folder;
  private FakeSecretService service;
  private Identity identity;
  private HeldKey held;

  @BeforeEach
  void start() throws IOException {
    service = new FakeSecretService();
    identity = identity(Map.of());
    identity.keys().keep(Binding.of(SERVER, ALICE), KEY, Store.KEYCHAIN);
    identity.profiles().add(new Profile("default", SERVER, ALICE, "alice", new InKeychain()));
    held = new HeldKey(identity, SERVER);
    service.calls.clear();
  }

  @AfterEach
  void stop() throws IOException {
    service.close();
  }

  private Identity identity(Map<String, String> more) {
    Map<String, String> env = new HashMap<>(service.env());
    env.put("A2A_CONFIG_DIR", folder.toString());
    env.putAll(more);
    return new Identity(Settings.of(Map.of(), env));
  }

  private static String text(Optional<ApiKey> key) {
    return key.map(ApiKey::reveal).orElse("none");
  }

  @Test
  void it_is_looked_up_once_and_then_known() {
    assertEquals(KEY.reveal(), text(held.get()));
    service.be(Mode.LOCKED);

    assertEquals(KEY.reveal(), text(held.get()));
    assertEquals(1, service.calls.stream().filter("GetSecret"::equals).count());
  }

  @Test
  void a_key_of_this_environment_comes_first_and_the_bus_is_not_touched() {
    Map<String, String> given =
        Map.of("A2A_API_KEY", OTHER.reveal(), "A2A_SERVER", SERVER.origin());

    assertEquals(OTHER.reveal(), text(new HeldKey(identity(given), SERVER).get()));
    assertEquals(List.of(), service.calls);
    assertEquals(KEY.reveal(), text(held.get()));
    assertFalse(service.calls.isEmpty(), "the control");
  }

  @Test
  void another_server_gets_nothing_and_nobody_is_asked() {
    assertEquals("none", text(new HeldKey(identity, new Server("https://mail.example.net")).get()));
    assertEquals(List.of(), service.calls);
  }

  @Test
  void a_refused_key_is_looked_up_once_more() {
    assertEquals(KEY.reveal(), text(held.get()));
    assertEquals("none", text(held.insteadOf(KEY)), "it is the same one");
    identity.keys().keep(Binding.of(SERVER, ALICE), OTHER, Store.KEYCHAIN);

    assertEquals(KEY.reveal(), text(held.get()));
    assertEquals(OTHER.reveal(), text(held.insteadOf(KEY)));
    assertEquals(OTHER.reveal(), text(held.get()));
  }

  @Test
  void a_failure_is_said_each_time_and_not_remembered() {
    service.be(Mode.LOCKED);
    for (int i = 0; i < 2; i++) {
      assertEquals("key_store_locked", assertThrows(Refusal.class, held::get).problem().code());
    }
    service.be(Mode.NORMAL);

    assertEquals(KEY.reveal(), text(held.get()));
  }

  @Test
  void many_who_need_it_at_once_wait_for_one_look_up() throws Exception {
    service.be(Mode.HANG);
    long start = System.nanoTime();
    try (ExecutorService many = Executors.newFixedThreadPool(20)) {
      List<Callable<String>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(() -> assertThrows(Refusal.class, held::get).problem().code());
      }
      for (Future<String> one : many.invokeAll(calls)) {
        assertEquals("key_store_timeout", one.get());
      }
    }

    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.toSeconds() < 10, took::toString); // One after the other would take a minute.
  }

  @Test
  void a_call_that_is_cancelled_does_not_spoil_it_for_the_others() {
    service.be(Mode.HANG);
    Thread first = Thread.ofPlatform().start(held::get);
    await().atMost(Duration.ofSeconds(10)).until(() -> service.calls.contains("SearchItems"));
    first.interrupt();
    await().atMost(Duration.ofSeconds(2)).until(() -> !first.isAlive());
    service.be(Mode.NORMAL);
    await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> held.get().isPresent());

    assertEquals(KEY.reveal(), text(held.get()));
  }

  @Test
  void a_profile_that_was_changed_or_removed_does_not_use_the_old_one() throws IOException {
    assertEquals(KEY.reveal(), text(held.get()));
    identity.profiles().remove("default");

    assertEquals("none", text(held.get()));
  }
}
