package dev.a2a.daemon.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.shared.api.AgentList.AgentItem;
import dev.a2a.shared.api.AliasList;
import dev.a2a.shared.api.AliasList.Alias;
import dev.a2a.shared.api.Authorization;
import dev.a2a.shared.api.AuthorizeAgent;
import dev.a2a.shared.api.BlockAgent;
import dev.a2a.shared.api.Direction;
import dev.a2a.shared.api.ListAgents;
import dev.a2a.shared.api.ListAliases;
import dev.a2a.shared.api.ListAuthorizations;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.RevokeAuthorization;
import dev.a2a.shared.api.Scope;
import dev.a2a.shared.api.SetAlias;
import dev.a2a.shared.api.UnblockAgent;
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

/// Blocks and aliases.
class PeersTest {
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
  void a_block_outweighs_authorizations_made_before_and_after_it() {
    parts.authorize(bob, alice);
    parts.send(alice, bob, "hello", "the control");
    block(bob, alice);

    assertEquals("not_authorized", code(() -> parts.send(alice, bob, "hello", "x")));
    Authorization again = parts.authorizations.authorize(bob, new AuthorizeAgent(alice.id(), null));
    assertEquals(true, again.blocked(), "the owner is told");
    assertEquals("not_authorized", code(() -> parts.send(alice, bob, "hello", "x")));
    boolean notified =
        parts.database.read(tx -> parts.authorizations.mayNotify(tx, alice.id(), bob.id()));
    assertFalse(notified);
  }

  @Test
  void a_blocked_sender_hears_the_same_as_a_stranger() {
    parts.authorize(bob, alice);
    block(bob, alice);

    Refusal blocked = assertThrows(Refusal.class, () -> parts.send(alice, bob, "hello", "x"));
    Refusal stranger = assertThrows(Refusal.class, () -> parts.send(zoe, bob, "hello", "x"));
    assertEquals(stranger.problem().toString(), blocked.problem().toString());
  }

  @Test
  void a_blocked_sender_sees_what_a_revoked_one_sees() {
    parts.authorize(bob, alice);
    parts.authorize(bob, zoe);
    assertEquals(1, list(alice, Direction.RECEIVED).size(), "the control");
    block(bob, alice);
    parts.authorizations.revoke(bob, new RevokeAuthorization(zoe.id()));

    for (Agent agent : List.of(alice, zoe)) {
      assertTrue(list(agent, Direction.RECEIVED).isEmpty());
      assertTrue(directory(agent).isEmpty(), "bob is not listed, so not known any more");
    }
    parts.authorize(alice, bob);
    assertNull(list(alice, Direction.GRANTED).getFirst().name(), "nor is his name");
  }

  @Test
  void the_owner_sees_whom_it_has_blocked_and_what_is_granted_without_them() {
    parts.authorize(bob, alice);
    parts.authorize(bob, zoe);
    block(bob, alice);
    block(bob, NOBODY);

    assertEquals(List.of(zoe.id()), ids(list(bob, Direction.GRANTED)));
    List<Authorization> blocked = list(bob, Direction.BLOCKED);
    assertEquals(List.of(NOBODY, alice.id()).stream().sorted().toList(), ids(blocked));
    for (Authorization one : blocked) {
      assertEquals(true, one.blocked());
      assertNull(one.name());
      assertEquals(one.agentId().equals(NOBODY) ? List.of() : Scope.ALL, one.scopes());
    }
    assertTrue(list(alice, Direction.BLOCKED).isEmpty());
  }

  @Test
  void taking_a_block_back_brings_back_what_was_granted() {
    parts.authorize(bob, alice);
    block(bob, alice);
    parts.peers.unblock(bob, new UnblockAgent(alice.id()));

    parts.send(alice, bob, "hello", "x");
    assertEquals(
        "block_not_found", code(() -> parts.peers.unblock(bob, new UnblockAgent(alice.id()))));
  }

  @Test
  void a_block_is_of_one_agent_against_one_other() {
    parts.authorize(bob, alice);
    parts.authorize(alice, bob);
    parts.authorize(zoe, alice);
    block(bob, alice);

    parts.send(bob, alice, "hello", "x");
    parts.send(alice, zoe, "hello", "x");
  }

  @Test
  void blocking_twice_keeps_the_first_time() {
    var first = parts.peers.block(bob, new BlockAgent(alice.id()));
    parts.clock.move(Duration.ofHours(1));

    assertEquals(first, parts.peers.block(bob, new BlockAgent(alice.id())));
  }

  @Test
  void blocking_and_naming_oneself_are_refused() {
    assertEquals("self_authorization", code(() -> block(bob, bob.id())));
    assertEquals("self_authorization", code(() -> name(bob, bob.id(), "me")));
  }

  @Test
  void blocking_and_naming_nobody_look_like_blocking_and_naming_somebody() {
    assertEquals(NOBODY, parts.peers.block(bob, new BlockAgent(NOBODY)).agentId());
    assertEquals("nobody", name(bob, NOBODY, "nobody").alias());
  }

  @Test
  void an_alias_is_shown_to_its_owner_in_every_list_and_to_nobody_else() {
    parts.authorize(bob, alice);
    parts.authorize(alice, bob);
    name(bob, alice.id(), "alice at work");

    assertEquals("alice at work", list(bob, Direction.GRANTED).getFirst().alias());
    assertEquals("alice at work", list(bob, Direction.RECEIVED).getFirst().alias());
    assertEquals("alice at work", directory(bob).getFirst().alias());
    assertNull(list(alice, Direction.GRANTED).getFirst().alias());
    assertNull(directory(alice).getFirst().alias());
    block(bob, alice);
    assertEquals("alice at work", list(bob, Direction.BLOCKED).getFirst().alias());
  }

  @Test
  void an_alias_names_one_agent_whatever_the_case() {
    name(bob, alice.id(), "Al");

    assertEquals("alias_taken", code(() -> name(bob, zoe.id(), "al")));
    assertEquals(alice.id(), find(bob, "aL").getFirst().agentId());
    assertEquals("AL", name(bob, alice.id(), "AL").alias(), "the same agent may have it anew");
    assertTrue(find(zoe, "Al").isEmpty());
    name(zoe, alice.id(), "Al");
    name(bob, alice.id(), null);
    assertTrue(find(bob, "Al").isEmpty());
    name(bob, zoe.id(), "al");
  }

  @Test
  void an_authorization_with_a_taken_alias_does_nothing() {
    name(bob, alice.id(), "al");
    AuthorizeAgent asked = new AuthorizeAgent(zoe.id(), null, null, null, "al", null);

    assertEquals("alias_taken", code(() -> parts.authorizations.authorize(bob, asked)));
    assertTrue(list(bob, Direction.GRANTED).isEmpty());
  }

  @Test
  void an_authorization_names_and_a_later_one_without_a_name_keeps_it() {
    parts.authorizations.authorize(
        bob, new AuthorizeAgent(alice.id(), null, null, null, "al", null));
    parts.authorize(bob, alice);

    assertEquals("al", list(bob, Direction.GRANTED).getFirst().alias());
  }

  @Test
  void aliases_and_blocks_come_in_pages() {
    List<String> named = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      String id = "a2a_000000000000000" + i;
      named.add(id);
      name(bob, id, "n" + i);
      block(bob, id);
    }
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      AliasList page = parts.peers.aliases(bob, new ListAliases(null, 3, cursor));
      page.aliases().forEach(one -> seen.add(one.agentId()));
      cursor = page.cursor();
    } while (cursor != null);
    assertEquals(named, seen);
    assertEquals(named, ids(list(bob, Direction.BLOCKED)));
  }

  private void block(Agent agent, Agent other) {
    block(agent, other.id());
  }

  private void block(Agent agent, String otherId) {
    parts.peers.block(agent, new BlockAgent(otherId));
  }

  private Alias name(Agent agent, String otherId, @Nullable String alias) {
    return parts.peers.alias(agent, new SetAlias(otherId, alias));
  }

  private List<Alias> find(Agent agent, String alias) {
    return parts.peers.aliases(agent, new ListAliases(alias, null, null)).aliases();
  }

  private List<Authorization> list(Agent agent, Direction direction) {
    return parts
        .authorizations
        .list(agent, new ListAuthorizations(direction, 100, null))
        .authorizations();
  }

  private List<AgentItem> directory(Agent agent) {
    return parts.authorizations.directory(agent, new ListAgents(100, null)).agents();
  }

  private static List<String> ids(List<Authorization> list) {
    return list.stream().map(Authorization::agentId).toList();
  }

  private static String code(Executable refused) {
    return assertThrows(Refusal.class, refused).problem().code();
  }
}
