package dev.a2a.bridge.keychain;

import static dev.a2a.bridge.keychain.FakeKeychainTest.troubleOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.keychain.Trouble.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// The Secret Service client against gnome-keyring.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RealKeychainTest extends StoreContract {
  private RealKeyring keyring;

  @BeforeEach
  void start() throws IOException {
    keyring = RealKeyring.open();
  }

  @AfterEach
  void stop() throws IOException {
    if (keyring != null) { // Where the test was skipped there is none.
      keyring.close();
    }
  }

  @Override
  SecretStore store() {
    return Keychain.of(keyring.env(), () -> false);
  }

  @Test
  void a_locked_keychain_is_told_from_an_empty_one() throws Exception {
    store().put(ALICE, KEY);
    keyring.lock();
    long start = System.nanoTime();

    assertEquals(Kind.LOCKED, troubleOf(store().find(ALICE)));
    assertEquals(Kind.LOCKED, troubleOf(() -> store().put(ALICE, OTHER)));
    assertEquals(Kind.LOCKED, troubleOf(() -> store().delete(ALICE)));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(Duration.ofSeconds(9)) < 0, took::toString);
  }

  @Test
  void other_tools_find_the_entry_by_service_and_account() throws Exception {
    store().put(ALICE, KEY);
    ProcessBuilder lookup =
        new ProcessBuilder("secret-tool", "lookup", "service", "a2a", "account", ALICE.account());
    lookup.environment().putAll(keyring.env());
    Process process = lookup.start();

    assertEquals(KEY, new String(process.getInputStream().readAllBytes(), UTF_8).strip());
    assertEquals(0, process.waitFor());
  }

  @Test
  void a_bus_at_an_abstract_address_is_reached_through_secret_tool() throws Exception {
    SecretStore store = new SecretTool(keyring.abstractEnv(), () -> true, Patience.USUAL);
    assertEquals(store.getClass(), Keychain.of(keyring.abstractEnv(), () -> false).getClass());
    assertEquals(new Lookup.None(), store.find(ALICE));
    store.put(ALICE, KEY);
    assertEquals(new Lookup.Found(KEY), store().find(ALICE));
    assertEquals(new Lookup.Found(KEY), store.find(ALICE));
    keyring.lock();
    assertEquals(Kind.LOCKED, troubleOf(store.find(ALICE)));
  }

  @Test
  void through_secret_tool_nothing_is_kept_where_nobody_can_answer_a_prompt() {
    SecretStore store = Keychain.of(keyring.abstractEnv(), () -> false);

    assertEquals(Kind.LOCKED, troubleOf(() -> store.put(ALICE, KEY)));
  }

  @Test
  void entries_through_secret_tool_can_be_removed() throws Exception {
    SecretStore store = new SecretTool(keyring.abstractEnv(), () -> true, Patience.USUAL);
    store.put(ALICE, KEY);

    assertEquals(List.of(true, false), List.of(store.delete(ALICE), store.delete(ALICE)));
  }
}
