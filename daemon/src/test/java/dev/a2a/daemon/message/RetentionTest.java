package dev.a2a.daemon.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.shared.api.CheckInbox;
import dev.a2a.shared.api.GetConversation;
import dev.a2a.shared.api.GetMessage;
import dev.a2a.shared.api.ListConversations;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.SendMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private static final Duration LIFE = Duration.ofDays(90);

  @TempDir Path folder;
  private Parts parts;
  private Retention retention;
  private Agent alice;
  private Agent bob;
  private long passed;

  @BeforeEach
  void open() throws IOException {
    parts = Parts.in(folder);
    retention = new Retention(parts.database, parts.clock, this::nanos);
    alice = parts.agent("alice");
    bob = parts.agent("bob");
    parts.authorize(bob, alice);
    parts.authorize(alice, bob);
  }

  @AfterEach
  void close() throws IOException {
    retention.close();
    parts.close();
  }

  @Test
  void an_expired_message_is_not_shown_even_before_it_is_removed() {
    String id = parts.send(alice, bob, "old", "x");
    parts.clock.move(LIFE);
    assertEquals(0, inbox());
    assertThrows(Refusal.class, () -> parts.messages.get(bob, new GetMessage(id)));
    assertTrue(
        parts
            .messages
            .conversation(bob, new GetConversation(alice.id(), null, null))
            .messages()
            .isEmpty());
  }

  @Test
  void sweeping_removes_what_is_over_and_keeps_the_rest_and_the_counts_right() {
    for (int i = 0; i < Retention.STEP + 50; i++) {
      parts.send(alice, bob, "old", "x");
    }
    pass(LIFE.minusDays(1));
    parts.send(alice, bob, "young", "x");
    assertEquals(0, retention.sweep()); // The control: a day early there is nothing to remove.
    pass(Duration.ofDays(1));
    assertEquals(Retention.STEP + 50, retention.sweep());
    assertEquals(1, inbox());
    assertEquals(1, parts.messages.unread(bob));
    assertEquals(1, rows("messages"));
    assertEquals(0, retention.sweep());
  }

  @Test
  void a_conversation_that_lost_its_latest_message_shows_the_one_before_or_nothing() {
    Agent carol = parts.agent("carol");
    parts.authorize(carol, bob);
    parts.send(bob, carol, "to carol", "x");
    pass(LIFE);
    parts.send(alice, bob, "to bob", "x");
    assertEquals(1, retention.sweep());
    assertEquals(
        1,
        parts
            .messages
            .conversations(bob, new ListConversations(null, null))
            .conversations()
            .stream()
            .filter(item -> item.lastMessageAt() != null) // Carol is listed without mail now.
            .count());
    assertEquals(2, rows("conversations"));
  }

  @Test
  void no_number_is_given_twice_even_when_everything_is_over() {
    parts.send(alice, bob, "1", "x");
    parts.send(alice, bob, "2", "x");
    long highest = number("SELECT MAX(seq) FROM messages");
    pass(LIFE);
    retention.sweep();
    parts.send(alice, bob, "3", "x");
    assertEquals(highest + 1, number("SELECT MAX(seq) FROM messages"));
  }

  @Test
  void an_idempotency_key_is_forgotten_after_a_week_and_not_before() {
    SendMessage once = new SendMessage(bob.id(), "s", "x", null, "k");
    String first = parts.messages.send(alice, once).messageId();
    pass(Duration.ofDays(7).minusMillis(1));
    retention.sweep();
    assertEquals(first, parts.messages.send(alice, once).messageId());
    pass(Duration.ofMillis(1));
    assertEquals(1, retention.sweep());
    assertNotEquals(first, parts.messages.send(alice, once).messageId());
  }

  @Test
  void a_clock_that_is_ahead_hides_mail_and_removes_none() throws IOException {
    parts.send(alice, bob, "kept", "x");
    retention.sweep();
    parts.clock.move(Duration.ofDays(400));
    assertEquals(0, retention.sweep());
    assertEquals(0, inbox());
    Retention restarted = new Retention(parts.database, parts.clock, this::nanos);
    assertEquals(0, restarted.sweep());
    restarted.close();
    parts.clock.move(Duration.ofDays(-400));
    assertEquals(1, inbox());
  }

  @Test
  void mail_that_was_sent_while_the_clock_was_behind_outlives_its_correction() {
    parts.send(alice, bob, "before", "x");
    parts.clock.move(Duration.ofDays(-400));
    parts.send(alice, bob, "meanwhile", "x");
    parts.clock.move(Duration.ofDays(400));
    assertEquals(0, retention.sweep());
    assertEquals(2, inbox());
  }

  /// Time passes, and the clock shows it.
  private void pass(Duration time) {
    passed += time.toNanos();
    parts.clock.move(time);
  }

  private long nanos() {
    return passed;
  }

  private int inbox() {
    return parts.messages.inbox(bob, new CheckInbox(false, 100, null)).messages().size();
  }

  private long rows(String table) {
    return number("SELECT COUNT(*) FROM " + table);
  }

  private long number(String sql) {
    return parts.database.read(tx -> tx.number(sql));
  }
}
