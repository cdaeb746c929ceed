package dev.a2a.daemon.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.shared.api.AuthorizeAgent;
import dev.a2a.shared.api.BlockAgent;
import dev.a2a.shared.api.Capability;
import dev.a2a.shared.api.GetAgentCapabilities;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Register;
import dev.a2a.shared.api.RevokeAuthorization;
import dev.a2a.shared.api.SetCapabilities;
import dev.a2a.shared.api.UnblockAgent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class CapabilitiesTest {
  private static final String NOBODY = "a2a_0000000000000000";
  private static final Capability REVIEW = new Capability("review", "Reviews Java", "Small ones");
  private static final Capability BUILD = new Capability("build", "Builds", null);

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
    set(bob, REVIEW, BUILD);
  }

  @AfterEach
  void close() throws IOException {
    parts.close();
  }

  @Test
  void what_was_set_last_is_what_there_is_in_that_order() throws IOException {
    assertEquals(List.of(REVIEW, BUILD), get(bob, bob.id()));
    set(bob, BUILD, REVIEW);
    parts.close();
    parts = Parts.in(folder);
    assertEquals(List.of(BUILD, REVIEW), get(bob, bob.id()));
    set(bob);
    assertEquals(List.of(), get(bob, bob.id()));
    assertEquals(List.of(), get(alice, alice.id()));
  }

  @Test
  void an_unlisted_agent_is_shown_to_whom_it_lets_write_and_to_nobody_else() {
    parts.authorizations.authorize(
        bob, new AuthorizeAgent(alice.id(), parts.clock.instant().plus(Duration.ofHours(1))));
    parts.authorize(zoe, bob); // That zoe lets bob write shows zoe nothing.
    assertEquals(List.of(REVIEW, BUILD), get(alice, bob.id()));
    assertEquals(refused(zoe, NOBODY), refused(zoe, bob.id()));
    parts.clock.move(Duration.ofHours(1));
    assertEquals(refused(alice, NOBODY), refused(alice, bob.id()));
    parts.authorize(bob, alice);
    parts.authorizations.revoke(bob, new RevokeAuthorization(alice.id()));
    assertEquals(refused(alice, NOBODY), refused(alice, bob.id()));
  }

  @Test
  void a_listed_agent_is_shown_to_all() {
    Agent carol = listed();
    set(carol, BUILD);
    assertEquals(List.of(BUILD), get(zoe, carol.id()));
    assertEquals("unknown_agent", code(zoe, bob.id())); // The control.
  }

  @Test
  void a_block_takes_away_what_was_granted_and_does_not_show_at_what_is_listed() {
    Agent carol = listed();
    set(carol, BUILD);
    parts.authorize(bob, alice);
    get(alice, bob.id()); // The control.
    parts.peers.block(bob, new BlockAgent(alice.id()));
    parts.peers.block(carol, new BlockAgent(alice.id()));
    assertEquals(refused(alice, NOBODY), refused(alice, bob.id()));
    get(alice, carol.id()); // As the directory still lists carol.
    parts.peers.unblock(bob, new UnblockAgent(alice.id()));
    parts.peers.block(alice, new BlockAgent(bob.id()));
    get(alice, bob.id()); // Whom alice blocks, she still sees.
  }

  @Test
  void there_may_be_50_each_with_an_id_of_its_own_and_one_line_of_title() {
    List<Capability> most = many(50);
    parts.capabilities.set(bob, new SetCapabilities(most));
    assertEquals(most, get(bob, bob.id()));
    assertEquals("invalid_argument", invalid(() -> new SetCapabilities(many(51))));
    assertEquals("invalid_argument", invalid(() -> new SetCapabilities(List.of(BUILD, BUILD))));
    for (String id : List.of("", "Build", "-x", "a b", "x".repeat(65))) {
      assertEquals("invalid_argument", invalid(() -> new Capability(id, "X", null)), id);
    }
    new Capability("x".repeat(64), "t".repeat(100), "d".repeat(500));
    assertEquals("invalid_argument", invalid(() -> new Capability("x", "t".repeat(101), null)));
    assertEquals("invalid_argument", invalid(() -> new Capability("x", "two\nlines", null)));
    assertEquals("invalid_argument", invalid(() -> new Capability("x", "X", "d".repeat(501))));
  }

  private Agent listed() {
    return parts.agents.authenticate(
        String.valueOf(parts.agents.register(new Register("carol", null, null, true)).apiKey()));
  }

  private static List<Capability> many(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Capability("c" + i, "C", null)).toList();
  }

  private void set(Agent agent, Capability... all) {
    parts.capabilities.set(agent, new SetCapabilities(List.of(all)));
  }

  private List<Capability> get(Agent agent, String otherId) {
    return parts.capabilities.get(agent, new GetAgentCapabilities(otherId)).capabilities();
  }

  private String refused(Agent agent, String otherId) {
    return assertThrows(Refusal.class, () -> get(agent, otherId)).problem().toString();
  }

  private String code(Agent agent, String otherId) {
    return invalid(() -> get(agent, otherId));
  }

  private static String invalid(Executable work) {
    return assertThrows(Refusal.class, work).problem().code();
  }
}
