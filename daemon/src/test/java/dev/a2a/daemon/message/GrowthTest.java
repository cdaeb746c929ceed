package dev.a2a.daemon.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.Parts.Bounds;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.db.Page;
import dev.a2a.daemon.db.Steps;
import dev.a2a.shared.api.CheckInbox;
import dev.a2a.shared.api.GetConversation;
import dev.a2a.shared.api.ListConversations;
import dev.a2a.shared.api.MarkRead;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an agent with 100,000 messages asks costs what it costs one with 100. Counted, not timed:
/// the steps that SQLite takes. Each control drops the index that makes it so.
class GrowthTest {
  private static final int PEERS = 10;
  private static final int OLD = 3;
  private static final int FEW = 100;
  private static final int MANY = 100_000;
  private static final double ALLOWED = 1.5;

  @TempDir Path folder;
  private Parts parts;
  private final List<Agent> peers = new ArrayList<>();
  private Agent old; // Wrote long ago.
  private Agent few;
  private Agent many;
  private Steps steps;

  @BeforeEach
  void fill() throws IOException {
    parts = Parts.in(folder, new Bounds(10 * MANY, 0, 20));
    for (int i = 0; i < PEERS; i++) {
      peers.add(parts.agent("peer " + i));
    }
    few = parts.agent("few");
    many = parts.agent("many");
    old = parts.agent("old");
    Bulk.unread(parts, few, List.of(old), OLD);
    Bulk.unread(parts, many, List.of(old), OLD);
    Bulk.unread(parts, few, peers, FEW / PEERS);
    Bulk.unread(parts, many, peers, MANY / PEERS);
    assertEquals(MANY + OLD, parts.messages.unread(many));
    steps = Steps.of(parts.database);
  }

  @AfterEach
  void close() throws IOException {
    parts.close();
  }

  @Test
  void the_inbox_costs_the_same_at_its_start_and_deep_in_it() {
    assertSame(agent -> inbox(agent, false, null));
    assertSame(agent -> inbox(agent, true, null));
    // Half of it lies before.
    assertSame(agent -> inbox(agent, true, middle(agent)));
    assertSame(agent -> inbox(agent, false, middle(agent)));
    without("messages_inbox", agent -> inbox(agent, false, null));
  }

  @Test
  void the_few_unread_messages_below_many_read_ones_are_found_at_once() {
    Bulk.readAllBut(parts, few, 10);
    Bulk.readAllBut(parts, many, 10);

    assertEquals(10, parts.messages.unread(many));
    assertSame(agent -> inbox(agent, true, null));
    without("messages_unread", agent -> inbox(agent, true, null));
  }

  @Test
  void conversations_and_one_conversation_cost_the_same() {
    assertSame(agent -> conversation(agent, peers.getFirst(), null));
    assertSame(agent -> conversation(agent, peers.getFirst(), middle(agent)));
    assertSame(agent -> conversation(agent, old, null));
    assertSame(agent -> parts.messages.conversations(agent, new ListConversations(null, null)));
    without("messages_pair", agent -> conversation(agent, old, null));
  }

  @Test
  void marking_what_was_listed_costs_the_same_beside_much_that_was_not() {
    assertSame(this::listAndMark);
    without("messages_listed", this::listAndMark);
  }

  @Test
  void sending_costs_the_same_whatever_the_inbox_holds() {
    Agent peer = peers.getFirst();
    parts.authorize(few, peer);
    parts.authorize(many, peer);
    assertSame(agent -> parts.send(peer, agent, "s", "x"));
    long with = steps.in(() -> parts.send(peer, many, "s", "x"));
    parts.database.change(tx -> tx.update("DROP INDEX messages_expiry")); // The control.
    parts.send(peer, many, "s", "x");
    long without = steps.in(() -> parts.send(peer, many, "s", "x"));
    assertTrue(without > 10 * with, () -> without + " against " + with);
  }

  @Test
  void removing_what_is_over_costs_what_is_removed() {
    Retention retention = new Retention(parts.database, parts.clock, System::nanoTime);
    try (retention) {
      retention.sweep();
      long nothing = steps.in(retention::sweep);
      long ofFew = steps.in(() -> expireAndSweep(retention, few));
      long ofMany = steps.in(() -> expireAndSweep(retention, many));

      assertTrue(nothing < 100, () -> "nothing over: " + nothing);
      assertTrue(ofMany <= ALLOWED * ofFew, () -> ofMany + " against " + ofFew);
      assertEquals(MANY + OLD - 2 * PEERS, parts.messages.unread(many));
    }
  }

  /// Costs the same for both, the second time: the first prepares and delivers.
  private void assertSame(Consumer<Agent> work) {
    work.accept(few);
    work.accept(many);
    long ofFew = steps.in(() -> work.accept(few));
    long ofMany = steps.in(() -> work.accept(many));
    assertTrue(ofFew > 0, "nothing was counted");
    assertTrue(ofMany <= ALLOWED * ofFew, () -> ofMany + " against " + ofFew);
  }

  /// The control: without that index one of them pays for the 100,000 messages.
  private void without(String index, Consumer<Agent> work) {
    parts.database.change(tx -> tx.update("DROP INDEX " + index));
    work.accept(few);
    work.accept(many);
    long ofFew = steps.in(() -> work.accept(few));
    long ofMany = steps.in(() -> work.accept(many));
    assertTrue(
        Math.max(ofMany, ofFew) > 10 * Math.min(ofMany, ofFew),
        () -> "without " + index + ": " + ofMany + " against " + ofFew);
  }

  private void inbox(Agent agent, boolean unreadOnly, @Nullable String cursor) {
    parts.messages.inbox(agent, new CheckInbox(unreadOnly, 10, cursor));
  }

  private void conversation(Agent agent, Agent peer, @Nullable String cursor) {
    parts.messages.conversation(agent, new GetConversation(peer.id(), 5, cursor));
  }

  private void listAndMark(Agent agent) {
    inbox(agent, true, null);
    parts.receipts.markRead(agent, new MarkRead(null));
  }

  private void expireAndSweep(Retention retention, Agent agent) {
    parts.database.change(tx ->
        tx.update(
            """
            UPDATE messages SET expires_at = ?1 WHERE seq IN
              (SELECT seq FROM messages WHERE recipient_id = ?2 ORDER BY seq LIMIT ?3)
            """,
            parts.clock.millis() - 1,
            agent.id(),
            2 * PEERS));
    assertEquals(2 * PEERS, retention.sweep());
  }

  private String middle(Agent agent) {
    return Page.cursor(
        parts.database.read(tx ->
            tx.number(
                """
                SELECT ((SELECT MIN(seq) FROM messages WHERE recipient_id = ?1)
                  + (SELECT MAX(seq) FROM messages WHERE recipient_id = ?1)) / 2
                """,
                agent.id())));
  }
}
