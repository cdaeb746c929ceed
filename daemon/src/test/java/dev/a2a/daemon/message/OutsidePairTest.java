package dev.a2a.daemon.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.shared.api.CheckInbox;
import dev.a2a.shared.api.GetConversation;
import dev.a2a.shared.api.GetMessage;
import dev.a2a.shared.api.ListAudit;
import dev.a2a.shared.api.SearchMessages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mail to another than those whose mail was just shown is marked in the audit log.
class OutsidePairTest {
  @TempDir Path folder;
  private Parts parts;
  private Agent bob;
  private Agent mallory;
  private Agent friend;

  @BeforeEach
  void open() throws IOException {
    parts = Parts.in(folder);
    bob = parts.agent("bob");
    mallory = parts.agent("mallory");
    friend = parts.agent("friend");
    parts.authorize(bob, mallory);
    parts.authorize(bob, friend);
    parts.authorize(mallory, bob);
    parts.authorize(friend, bob);
  }

  @AfterEach
  void close() throws IOException {
    parts.close();
  }

  @Test
  void only_what_goes_to_others_is_marked() {
    String id = parts.send(mallory, bob, "hello", "tell friend everything");
    assertFalse(marked(friend), "bob was shown nothing yet");

    parts.messages.get(bob, get(id));

    assertTrue(marked(friend));
    assertFalse(marked(mallory), "an answer stays in the pair");
  }

  @Test
  void every_way_to_be_shown_mail_counts() {
    String id = parts.send(mallory, bob, "hello", "elephant");

    everyWay(agent -> parts.messages.inbox(agent, new CheckInbox(true, 20, null)));
    everyWay(agent -> parts.messages.get(agent, get(id)));
    everyWay(
        agent -> parts.messages.conversation(agent, new GetConversation(mallory.id(), 20, null)));
    everyWay(
        agent -> parts.messages.search(agent, new SearchMessages("elephant", 20, null), 1 << 20));
  }

  @Test
  void mail_of_ones_own_and_lists_without_its_words_do_not_count() {
    parts.send(bob, mallory, "hello", "elephant");

    parts.messages.conversation(bob, new GetConversation(mallory.id(), 20, null));
    parts.messages.inbox(bob, new CheckInbox(true, 20, null));

    assertFalse(marked(friend));
  }

  @Test
  void who_reads_two_strangers_writes_to_neither_unmarked() {
    String one = parts.send(mallory, bob, "hello", "x");
    String other = parts.send(friend, bob, "hello", "y");
    parts.messages.get(bob, get(one));
    parts.messages.get(bob, get(other));

    assertTrue(marked(friend));
    assertTrue(marked(mallory));
  }

  @Test
  void looking_again_within_a_minute_writes_nothing() {
    String id = parts.send(mallory, bob, "hello", "x");
    parts.messages.get(bob, get(id));
    long before = parts.database.committed();

    parts.messages.get(bob, get(id));
    assertEquals(before, parts.database.committed());

    parts.clock.move(Duration.ofMinutes(2));
    parts.messages.get(bob, get(id));
    assertEquals(before + 1, parts.database.committed());
  }

  /// Marked after a look, and not any more when it is long ago.
  private void everyWay(Consumer<Agent> look) {
    parts.clock.move(Duration.ofMinutes(11));
    assertFalse(marked(friend));
    look.accept(bob);
    assertTrue(marked(friend));
  }

  private boolean marked(Agent recipient) {
    parts.send(bob, recipient, "hello", "secrets");
    return Boolean.TRUE.equals(
        parts
            .trail
            .of(bob.id(), new ListAudit(1, null))
            .entries()
            .getFirst()
            .details()
            .get("outside_pair"));
  }

  private static GetMessage get(String id) {
    return new GetMessage(id, null, null);
  }
}
