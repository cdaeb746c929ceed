package dev.a2a.bridge.keychain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.profile.Binding;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.ApiKey;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/// What every store promises.
abstract class StoreContract {
  static final Server SERVER = new Server("https://mail.example.com");
  static final Binding ALICE = Binding.of(SERVER, "a2a_00000000000a11ce");
  static final String KEY = ApiKey.random(new SecureRandom()).reveal();
  static final String OTHER = ApiKey.random(new SecureRandom()).reveal();

  /// A store that is open and empty.
  abstract SecretStore store() throws Exception;

  @Test
  void what_was_put_is_found_again() throws Exception {
    SecretStore store = store();
    assertEquals(new Lookup.None(), store.find(ALICE));
    store.put(ALICE, KEY);

    assertEquals(new Lookup.Found(KEY), store.find(ALICE));
    assertEquals(new Lookup.Found(KEY), store().find(ALICE), "by another one like it");
  }

  @Test
  void a_second_secret_replaces_the_first() throws Exception {
    SecretStore store = store();
    store.put(ALICE, KEY);
    store.put(ALICE, OTHER);

    assertEquals(new Lookup.Found(OTHER), store.find(ALICE));
    assertTrue(store.delete(ALICE));
    assertEquals(new Lookup.None(), store.find(ALICE), "there was only one");
  }

  @Test
  void another_server_or_agent_finds_nothing() throws Exception {
    SecretStore store = store();
    store.put(ALICE, KEY);

    for (Binding other :
        new Binding[] {
          Binding.of(new Server("https://mail.example.com:444"), ALICE.agentId()),
          Binding.of(new Server("https://mail.example.org"), ALICE.agentId()),
          Binding.of(SERVER, "a2a_0000000000000b0b")
        }) {
      assertEquals(new Lookup.None(), store.find(other), other::toString);
    }
    assertEquals(new Lookup.Found(KEY), store.find(ALICE), "the control");
  }

  @Test
  void what_is_deleted_is_gone_and_the_rest_stays() throws Exception {
    SecretStore store = store();
    Binding bob = Binding.of(SERVER, "a2a_0000000000000b0b");
    store.put(ALICE, KEY);
    store.put(bob, OTHER);

    assertTrue(store.delete(ALICE));
    assertFalse(store.delete(ALICE));
    assertEquals(new Lookup.None(), store.find(ALICE));
    assertEquals(new Lookup.Found(OTHER), store.find(bob));
  }

  @Test
  void a_probe_leaves_nothing_behind() throws Exception {
    SecretStore store = store();
    store.put(ALICE, KEY);
    store.probe();

    assertEquals(new Lookup.Found(KEY), store.find(ALICE));
  }

  @Test
  void nothing_that_is_printed_shows_the_secret() throws Exception {
    SecretStore store = store();
    store.put(ALICE, KEY);

    assertFalse((store.find(ALICE) + store.place() + store).contains(KEY));
  }
}
