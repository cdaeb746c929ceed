package dev.a2a.bridge.keychain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.keychain.FakeSecretService.Mode;
import dev.a2a.bridge.keychain.Trouble.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The Secret Service client against a fake that can be in any trouble.
@DisplayNameGeneration(ReplaceUnderscores.class)
class FakeKeychainTest extends StoreContract {
  /// For those who never answer. All others have the usual time, on a busy machine too.
  private static final Patience SHORT =
      new Patience(Duration.ofMillis(300), Duration.ofMillis(300));

  private FakeSecretService service;

  @BeforeEach
  void start() throws IOException {
    service = new FakeSecretService();
  }

  @AfterEach
  void stop() throws IOException {
    service.close();
  }

  @Override
  SecretStore store() {
    return new SecretService(service.socket(), () -> false, Patience.USUAL);
  }

  private SecretStore impatient() {
    return new SecretService(service.socket(), () -> false, SHORT);
  }

  private SecretStore attended() {
    return new SecretService(service.socket(), () -> true, Patience.USUAL);
  }

  @ParameterizedTest
  @CsvSource({
    "NO_SERVICE, UNAVAILABLE",
    "LOCKED, LOCKED",
    "HANG, TIMEOUT",
    "ACTIVATING, TIMEOUT",
    "DEAF, TIMEOUT"
  })
  void each_trouble_has_its_name_in_reading_writing_and_removing(Mode mode, Kind kind)
      throws Exception {
    store().put(ALICE, KEY);
    service.be(mode);
    SecretStore store = kind == Kind.TIMEOUT ? impatient() : store();

    assertEquals(kind, troubleOf(store.find(ALICE)));
    assertEquals(kind, troubleOf(() -> store.put(ALICE, OTHER)));
    assertEquals(kind, troubleOf(() -> store.delete(ALICE)));
    assertEquals(kind, troubleOf(store::probe));
    assertFalse(service.calls.contains("Prompt"), service.calls::toString);
    service.be(Mode.NORMAL);
    assertEquals(new Lookup.Found(KEY), store().find(ALICE), "and nothing was changed");
  }

  @Test
  void a_locked_keychain_without_the_entry_is_not_taken_for_an_empty_one() {
    service.be(Mode.LOCKED);

    assertEquals(Kind.LOCKED, troubleOf(store().find(ALICE)));
  }

  @Test
  void where_there_is_no_collection_nothing_is_found_and_nothing_can_be_kept() {
    service.be(Mode.NO_DEFAULT);

    assertEquals(new Lookup.None(), store().find(ALICE));
    assertEquals(Kind.UNAVAILABLE, troubleOf(() -> store().put(ALICE, KEY)));
    assertFalse(service.calls.contains("CreateCollection"));
  }

  @Test
  void a_person_is_asked_for_the_first_collection() throws Exception {
    service.be(Mode.NO_DEFAULT);
    attended().put(ALICE, KEY);

    assertEquals(new Lookup.Found(KEY), attended().find(ALICE));
    assertTrue(service.calls.contains("Prompt"));
  }

  @Test
  void a_person_can_unlock() throws Exception {
    attended().put(ALICE, KEY);
    service.be(Mode.LOCKED);

    assertEquals(new Lookup.Found(KEY), attended().find(ALICE));
    assertTrue(service.calls.contains("Prompt"));
  }

  @Test
  void a_person_who_says_no_leaves_it_locked() throws Exception {
    attended().put(ALICE, KEY);
    service.be(Mode.LOCKED).dismissEverything();

    assertEquals(Kind.LOCKED, troubleOf(attended().find(ALICE)));
    assertEquals(Kind.LOCKED, troubleOf(() -> attended().put(ALICE, OTHER)));
  }

  @Test
  void a_keychain_that_wants_each_entry_confirmed_gets_that_from_a_person_only() throws Exception {
    service.be(Mode.CONFIRMS);

    assertEquals(Kind.LOCKED, troubleOf(() -> store().put(ALICE, KEY)));
    assertFalse(service.calls.contains("Prompt"));
    assertTrue(service.calls.contains("Dismiss"));
    attended().put(ALICE, KEY);
    assertEquals(new Lookup.Found(KEY), attended().find(ALICE));
  }

  @Test
  void what_was_not_kept_is_noticed() {
    service.be(Mode.FORGETS);

    assertEquals(Kind.UNAVAILABLE, troubleOf(() -> store().put(ALICE, KEY)));
  }

  @Test
  void many_answers_that_each_come_in_time_do_not_make_an_operation_longer() throws Exception {
    service.be(Mode.SLOW);

    assertEquals(Kind.TIMEOUT, troubleOf(() -> impatient().put(ALICE, KEY)));
    store().put(ALICE, KEY); // The control: it does answer, within 3 seconds.
    assertTrue(
        service.calls.size() * FakeSecretService.SLOWNESS.toMillis()
            > SHORT.operation().toMillis());
  }

  @Test
  void an_entry_of_another_program_with_more_attributes_is_not_overwritten() throws Exception {
    service.keep(
        Map.of("service", "a2a", "account", ALICE.account(), "xdg:schema", "other"), OTHER);
    store().put(ALICE, KEY);

    assertEquals(2, service.size());
  }

  @Test
  void a_socket_that_is_not_there_is_unavailable() {
    SecretStore store = new SecretService(Path.of("/nowhere/bus"), () -> false, SHORT);

    assertEquals(Kind.UNAVAILABLE, troubleOf(store.find(ALICE)));
  }

  @Test
  void no_call_is_made_that_shows_a_prompt() throws Exception {
    store().put(ALICE, KEY);
    store().find(ALICE);
    store().delete(ALICE);

    assertEquals(
        List.of(), service.calls.stream().filter(c -> c.matches("Prompt|Unlock|Lock")).toList());
  }

  static Kind troubleOf(Lookup lookup) {
    assertTrue(lookup instanceof Lookup.Failed, lookup::toString);
    return ((Lookup.Failed) lookup).trouble().kind();
  }

  interface Act {
    void run() throws StoreFailure;
  }

  static Kind troubleOf(Act act) {
    return assertThrows(StoreFailure.class, act::run).trouble().kind();
  }
}
