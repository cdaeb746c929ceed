package dev.a2a.daemon.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.Parts.Bounds;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.shared.api.ListConversations;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.ResumeConversation;
import dev.a2a.shared.api.RevokeAuthorization;
import dev.a2a.shared.api.SendMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopGuardTest {
  private static final int MAX = 20;
  private static final Bounds BOUNDS = new Bounds(0, 0, MAX);

  @TempDir Path folder;
  private Path data;
  private Parts parts;
  private Agent alice;
  private Agent bob;

  @BeforeEach
  void open() throws IOException {
    open(BOUNDS);
  }

  @AfterEach
  void close() throws IOException {
    parts.close();
  }

  @Test
  void twenty_turns_pass_and_the_next_pauses_the_conversation_both_ways() {
    loop();
    assertEquals("conversation_paused", refused(bob, alice));
    assertEquals("conversation_paused", refused(alice, bob));
    assertEquals(MAX + 1, stored());
  }

  @Test
  void slower_agents_are_never_paused() {
    Duration step = LoopGuard.WINDOW.dividedBy(MAX);
    Agent from = alice;
    for (int i = 0; i < 5 * MAX; i++) {
      parts.clock.move(step);
      parts.send(from, other(from), "s", "x");
      from = other(from);
    }
    assertEquals(5 * MAX, stored());
  }

  @Test
  void threads_make_no_difference() {
    String last = parts.send(alice, bob, "s", "x");
    Agent from = bob;
    for (int i = 0; i < MAX; i++) {
      String replyTo = i % 3 == 0 ? null : last;
      SendMessage asked = new SendMessage(other(from).id(), "s", "x", replyTo, null);
      last = parts.messages.send(from, asked).messageId();
      from = other(from);
    }
    String again = last;
    Agent next = from;
    SendMessage reply = new SendMessage(other(next).id(), "s", "x", again, null);
    Refusal refused = assertThrows(Refusal.class, () -> parts.messages.send(next, reply));
    assertEquals("conversation_paused", refused.problem().code());
  }

  @Test
  void a_hundred_messages_one_way_are_no_loop() {
    for (int i = 0; i < 100; i++) {
      parts.send(alice, bob, "s", "x");
    }
    assertEquals(100, stored());
  }

  @Test
  void others_go_on_writing_to_both() {
    Agent carol = parts.agent("carol");
    parts.authorize(bob, carol);
    loop();
    refused(bob, alice);
    parts.send(carol, bob, "s", "x");
  }

  @Test
  void a_pause_outlives_time_and_a_restart_and_a_person_lifts_it() throws IOException {
    loop();
    refused(bob, alice);
    Instant paused = parts.clock.instant();
    parts.close();
    parts = Parts.in(data, BOUNDS);
    parts.clock.move(Duration.ofDays(1));
    assertEquals("conversation_paused", refused(alice, bob));
    assertEquals(paused, pausedAt(alice));
    assertEquals(paused, pausedAt(bob));
    assertTrue(resume(alice, bob), "either of the two may");
    assertNull(pausedAt(bob));
    assertFalse(resume(alice, bob), "it goes on already");
    loop(); // Counted from nought.
  }

  @Test
  void strangers_resume_nothing_and_learn_nothing() {
    Agent zoe = parts.agent("zoe");
    loop();
    refused(bob, alice);
    assertFalse(resume(zoe, bob));
    assertEquals("not_authorized", refused(zoe, bob));
    assertEquals("conversation_paused", refused(alice, bob));
    parts.authorizations.revoke(bob, new RevokeAuthorization(alice.id()));
    assertEquals("not_authorized", refused(alice, bob));
  }

  @Test
  void refused_messages_are_no_turns() throws IOException {
    parts.close();
    open(new Bounds(8, 0, 2)); // Two unread ones of each sender.
    parts.send(alice, bob, "1", "x");
    parts.send(alice, bob, "2", "x");
    parts.send(bob, alice, "1", "x"); // The first turn.
    for (int i = 0; i < 9; i++) {
      assertEquals("inbox_share_full", refused(alice, bob));
    }
    parts.send(bob, alice, "2", "x"); // Still bob's turn: alice's attempts were none.
    assertNull(pausedAt(bob));
  }

  @Test
  void a_retry_and_what_the_server_tells_are_no_turns() {
    loop();
    SendMessage once = new SendMessage(bob.id(), "s", "x", null, "k");
    String id = parts.messages.send(alice, once).messageId();
    assertEquals(id, parts.messages.send(alice, once).messageId());
    parts.database.write(tx -> {
      parts.messages.tell(tx, bob, alice.id(), "Invite accepted", "x");
      return 0;
    });
    parts.send(alice, bob, "s", "x"); // Alice's own again, not a turn after bob's.
    assertEquals("conversation_paused", refused(bob, alice)); // The control.
    assertEquals("conversation_paused", refused(alice, bob));
    assertEquals(id, parts.messages.send(alice, once).messageId(), "it was accepted before");
  }

  @Test
  void without_a_limit_nothing_is_paused() throws IOException {
    parts.close();
    open(new Bounds(0, 0, 0));
    loop();
    loop();
    assertEquals(2 * (MAX + 1), stored());
  }

  private void open(Bounds bounds) throws IOException {
    data = Files.createDirectory(folder.resolve("turns" + bounds.turns()));
    parts = Parts.in(data, bounds);
    alice = parts.agent("alice");
    bob = parts.agent("bob");
    parts.authorize(bob, alice);
    parts.authorize(alice, bob);
  }

  /// As many turns as may be. Alice begins and ends.
  private void loop() {
    Agent from = alice;
    for (int i = 0; i <= MAX; i++) {
      parts.send(from, other(from), "s", "x");
      from = other(from);
    }
  }

  private Agent other(Agent one) {
    return one == alice ? bob : alice;
  }

  private boolean resume(Agent agent, Agent peer) {
    return parts.loopGuard.resume(agent, new ResumeConversation(peer.id())).wasPaused();
  }

  private @Nullable Instant pausedAt(Agent agent) {
    var all = parts.messages.conversations(agent, new ListConversations(null, null));
    assertNotNull(all.conversations().getFirst().lastMessageAt());
    return all.conversations().getFirst().pausedAt();
  }

  private String refused(Agent from, Agent to) {
    return assertThrows(Refusal.class, () -> parts.send(from, to, "s", "x")).problem().code();
  }

  private long stored() {
    return parts.database.read(tx -> tx.number("SELECT COUNT(*) FROM messages"));
  }
}
