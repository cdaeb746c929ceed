package dev.a2a.daemon.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.shared.api.AgentList;
import dev.a2a.shared.api.AgentList.AgentItem;
import dev.a2a.shared.api.Authorization;
import dev.a2a.shared.api.AuthorizationList;
import dev.a2a.shared.api.AuthorizeAgent;
import dev.a2a.shared.api.Direction;
import dev.a2a.shared.api.ListAgents;
import dev.a2a.shared.api.ListAuthorizations;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Register;
import dev.a2a.shared.api.RevokeAuthorization;
import dev.a2a.shared.api.SendMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class AuthorizationsTest {
  private static final String NOBODY = "a2a_0000000000000000";

  @TempDir Path folder;
  private Parts parts;
  private Agent alice;
  private Agent bob;
  private Agent zoe;

  @BeforeEach
  void open() throws IOException {
    parts = Parts.in(folder);
    alice = parts.agent("alice");
    bob = parts.agent("bob");
    zoe = parts.agent("zoe");
  }

  @AfterEach
  void close() throws IOException {
    parts.close();
  }

  @Test
  void a_strangers_message_is_refused_like_one_to_nobody() {
    Refusal stranger =
        assertThrows(Refusal.class, () -> parts.send(zoe, bob, "hello", "let me in"));
    Refusal nobody =
        assertThrows(
            Refusal.class,
            () -> parts.messages.send(zoe, new SendMessage(NOBODY, "hello", "x", null, null)));
    assertEquals("not_authorized", stranger.problem().code());
    assertEquals(stranger.problem().toString(), nobody.problem().toString());
  }

  @Test
  void it_works_one_way_and_ends_with_a_revocation() {
    parts.authorize(bob, alice);
    parts.send(alice, bob, "hello", "x");
    assertRefused(() -> parts.send(bob, alice, "hello", "x"));
    parts.authorizations.revoke(bob, new RevokeAuthorization(alice.id()));
    assertRefused(() -> parts.send(alice, bob, "hello", "x"));
    assertEquals(
        "authorization_not_found",
        code(() -> parts.authorizations.revoke(bob, new RevokeAuthorization(alice.id()))));
  }

  @Test
  void it_ends_when_it_was_said_to_and_can_be_renewed() {
    AuthorizeAgent anHour =
        new AuthorizeAgent(alice.id(), parts.clock.instant().plus(Duration.ofHours(1)));
    parts.authorizations.authorize(bob, anHour);
    parts.send(alice, bob, "hello", "x");
    parts.clock.move(Duration.ofHours(1));
    assertRefused(() -> parts.send(alice, bob, "hello", "x"));
    assertTrue(list(bob, Direction.GRANTED).isEmpty());
    parts.authorize(bob, alice);
    parts.send(alice, bob, "hello", "x");
  }

  @Test
  void an_end_in_the_past_and_oneself_are_refused() {
    AuthorizeAgent past = new AuthorizeAgent(alice.id(), parts.clock.instant());
    assertEquals("invalid_argument", code(() -> parts.authorizations.authorize(bob, past)));
    assertEquals("self_authorization", code(() -> parts.authorize(bob, bob)));
  }

  @Test
  void authorizing_nobody_looks_like_authorizing_an_unlisted_agent() {
    Authorization nobody = parts.authorizations.authorize(bob, new AuthorizeAgent(NOBODY, null));
    Authorization unlisted =
        parts.authorizations.authorize(bob, new AuthorizeAgent(zoe.id(), null));
    assertNull(nobody.name());
    assertNull(unlisted.name());
    assertTrue(list(bob, Direction.GRANTED).stream().allMatch(a -> a.name() == null));
  }

  @Test
  void a_name_is_shown_once_the_other_lets_you_write() {
    parts.authorize(bob, alice);
    assertNull(list(bob, Direction.GRANTED).getFirst().name());
    assertEquals("bob", list(alice, Direction.RECEIVED).getFirst().name());
    parts.authorize(alice, bob);
    assertEquals("alice", list(bob, Direction.GRANTED).getFirst().name());
  }

  @Test
  void the_directory_shows_listed_agents_and_those_that_let_you_write() {
    assertTrue(directory(alice, null, 100).agents().isEmpty());
    String shop = parts.agents.register(new Register("shop", null, "sells", true)).agentId();
    parts.authorize(bob, alice);
    parts.authorize(alice, zoe);
    List<AgentItem> seen = directory(alice, null, 100).agents();
    assertEquals(
        List.of(shop, bob.id()).stream().sorted().toList(),
        seen.stream().map(AgentItem::agentId).toList());
    AgentItem ofBob =
        seen.stream().filter(a -> a.agentId().equals(bob.id())).findFirst().orElseThrow();
    assertTrue(ofBob.youMayWrite());
    assertEquals(List.of(shop), ids(directory(bob, null, 100)));
  }

  @Test
  void pages_of_the_directory_hold_everybody_once() {
    List<String> listed = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      String id = parts.agents.register(new Register("n" + i, null, null, i % 2 == 0)).agentId();
      if (i % 2 == 0) {
        listed.add(id);
      }
    }
    for (int i = 0; i < 5; i++) {
      Agent friend = parts.agent("friend");
      parts.authorize(friend, alice);
      listed.add(friend.id());
    }
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      AgentList page = directory(alice, cursor, 4);
      assertTrue(page.agents().size() <= 4);
      seen.addAll(ids(page));
      cursor = page.cursor();
    } while (cursor != null);
    assertEquals(listed.stream().sorted().toList(), seen);
  }

  private AgentList directory(Agent agent, @Nullable String cursor, int limit) {
    return parts.authorizations.directory(agent, new ListAgents(limit, cursor));
  }

  private static List<String> ids(AgentList page) {
    return page.agents().stream().map(AgentItem::agentId).toList();
  }

  private List<Authorization> list(Agent agent, Direction direction) {
    AuthorizationList list =
        parts.authorizations.list(agent, new ListAuthorizations(direction, 100, null));
    return list.authorizations();
  }

  private static void assertRefused(Executable send) {
    assertEquals("not_authorized", code(send));
  }

  private static String code(Executable refused) {
    return assertThrows(Refusal.class, refused).problem().code();
  }
}
