package dev.a2a.daemon.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.shared.api.Authorization;
import dev.a2a.shared.api.AuthorizeAgent;
import dev.a2a.shared.api.Direction;
import dev.a2a.shared.api.ListAuthorizations;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Scope;
import dev.a2a.shared.api.SendMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an authorization grants, and what is narrower than it.
class ScopesTest {
  @TempDir Path folder;
  private Parts parts;
  private Agent alice;
  private Agent bob;

  @BeforeEach
  void open() throws IOException {
    parts = Parts.in(folder);
    alice = parts.agent("alice");
    bob = parts.agent("bob");
  }

  @AfterEach
  void close() throws IOException {
    parts.close();
  }

  @ParameterizedTest
  @CsvSource({
    "message, true, false",
    "notify, false, true",
    "message notify, true, true",
  })
  void a_scope_allows_what_it_says_and_nothing_else(String scopes, boolean write, boolean wake) {
    grant(scopes, null, null);

    assertEquals(write, maySend(null));
    assertEquals(wake, mayNotify());
    assertEquals(scopes(scopes), granted().scopes());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "review build, review, true",
        "review build, build, true",
        "review build, rev, false",
        "review build, -, false",
        "review, REVIEW, false",
        "-, review, true",
        "-, -, true",
      })
  void a_list_of_capabilities_is_all_that_may_be_asked_for(
      @Nullable String listed, @Nullable String asked, boolean allowed) {
    grant("message", listed, null);

    assertEquals(allowed, maySend(asked));
    assertEquals(listed == null ? null : List.of(listed.split(" ", -1)), granted().capabilities());
  }

  @Test
  void nobody_is_woken_by_a_stranger() {
    assertFalse(mayNotify());
  }

  @Test
  void the_sender_sees_what_it_may_do() {
    Instant end = parts.clock.instant().plus(Duration.ofHours(1));
    grant("message", "review", end);

    Authorization received = list(alice, Direction.RECEIVED);
    assertEquals(List.of(Scope.MESSAGE), received.scopes());
    assertEquals(List.of("review"), received.capabilities());
    assertEquals(end, received.expiresAt());
  }

  @Test
  void a_second_authorization_replaces_the_first() {
    grant("message", "review", null);
    grant("notify", null, null);

    assertFalse(maySend("review"));
    assertTrue(mayNotify());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // in force: scopes, capabilities, hours; asked: scopes, capabilities, hours
        "message notify, -, -, message notify, -, -, true",
        "message notify, -, -, message, -, -, true",
        "message notify, -, -, message notify, review, -, true",
        "message notify, -, -, message notify, -, 5, true",
        "message notify, -, 5, message notify, -, 5, true",
        "message notify, review build, -, message notify, build, -, true",
        "message, -, -, message notify, -, -, false",
        "message notify, -, 5, message notify, -, 6, false",
        "message notify, -, 5, message notify, -, -, false",
        "message notify, review, -, message notify, review build, -, false",
        "message notify, review, -, message notify, -, -, false",
      })
  void only_what_widens_nothing_is_narrower(
      String scopes,
      @Nullable String capabilities,
      @Nullable Integer hours,
      String askedScopes,
      @Nullable String askedCapabilities,
      @Nullable Integer askedHours,
      boolean narrower) {
    grant(scopes, capabilities, inHours(hours));
    Authorization before = granted();

    Optional<Authorization> done =
        parts.authorizations.narrow(
            bob, asked(askedScopes, askedCapabilities, inHours(askedHours), null));

    assertEquals(narrower, done.isPresent());
    assertEquals(narrower ? scopes(askedScopes) : before.scopes(), granted().scopes());
    assertEquals(narrower ? inHours(askedHours) : before.expiresAt(), granted().expiresAt());
  }

  @Test
  void nothing_is_narrower_than_no_authorization_or_one_that_is_over() {
    assertTrue(parts.authorizations.narrow(bob, asked("message", null, null, null)).isEmpty());
    grant("message", null, inHours(1));
    parts.clock.move(Duration.ofHours(1));

    assertTrue(
        parts.authorizations.narrow(bob, asked("message", null, inHours(1), null)).isEmpty());
    assertFalse(maySend(null));
  }

  @Test
  void another_alias_is_more_than_narrower() {
    grant("message", null, null);

    assertTrue(parts.authorizations.narrow(bob, asked("message", null, null, "root")).isEmpty());
    assertEquals(null, granted().alias());
  }

  @Test
  void what_could_never_be_done_is_refused_and_not_called_wider() {
    AuthorizeAgent past = asked("message", null, parts.clock.instant(), null);
    AuthorizeAgent self = new AuthorizeAgent(bob.id(), null);

    assertThrows(Refusal.class, () -> parts.authorizations.narrow(bob, past));
    assertThrows(Refusal.class, () -> parts.authorizations.narrow(bob, self));
  }

  private void grant(String scopes, @Nullable String capabilities, @Nullable Instant end) {
    parts.authorizations.authorize(bob, asked(scopes, capabilities, end, null));
  }

  private AuthorizeAgent asked(
      String scopes, @Nullable String capabilities, @Nullable Instant end, @Nullable String alias) {
    return new AuthorizeAgent(
        alice.id(),
        end,
        scopes(scopes),
        capabilities == null ? null : List.of(capabilities.split(" ", -1)),
        alias,
        null);
  }

  private static List<Scope> scopes(String words) {
    return List.of(words.split(" ", -1)).stream().map(Scope::of).toList();
  }

  private @Nullable Instant inHours(@Nullable Integer hours) {
    return hours == null ? null : parts.clock.instant().plus(Duration.ofHours(hours));
  }

  private boolean maySend(@Nullable String capability) {
    try {
      parts.messages.send(
          alice, new SendMessage(bob.id(), "hello", "x", null, null, capability, null));
      return true;
    } catch (Refusal refusal) {
      assertEquals("not_authorized", refusal.problem().code());
      return false;
    }
  }

  private boolean mayNotify() {
    return parts.database.read(tx -> parts.authorizations.mayNotify(tx, alice.id(), bob.id()));
  }

  private Authorization granted() {
    return list(bob, Direction.GRANTED);
  }

  private Authorization list(Agent agent, Direction direction) {
    return parts
        .authorizations
        .list(agent, new ListAuthorizations(direction, null, null))
        .authorizations()
        .getFirst();
  }
}
