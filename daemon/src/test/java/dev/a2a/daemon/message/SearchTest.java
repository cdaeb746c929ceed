package dev.a2a.daemon.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.search.WordIndexStore;
import dev.a2a.shared.api.FoundMessages;
import dev.a2a.shared.api.FoundMessages.FoundItem;
import dev.a2a.shared.api.GetMessage;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.SearchMessages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each promise twice: while the index knows nothing of the mail, and when it knows all.
class SearchTest {
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
    parts.authorize(bob, alice);
    parts.authorize(alice, bob);
    parts.authorize(bob, zoe);
  }

  @AfterEach
  void close() throws IOException {
    parts.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void both_sides_find_a_message_and_nobody_else_does(boolean indexed) {
    String id = parts.send(alice, bob, "Build", "It is red.");
    parts.send(zoe, bob, "Lunch", "At noon.");
    index(indexed);
    assertEquals(List.of(id), found(bob, "red"));
    assertEquals(List.of(id), found(alice, "red build"));
    assertEquals(List.of(), found(zoe, "red"));
    assertEquals(List.of(), found(bob, "red noon"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void phrases_senders_and_times_narrow_it(boolean indexed) {
    String first = parts.send(alice, bob, "one", "the build is red");
    parts.clock.move(Duration.ofDays(3));
    String second = parts.send(zoe, bob, "two", "red is the build");
    String answer = parts.send(bob, alice, "three", "is red");
    index(indexed);
    assertEquals(List.of(answer, second, first), found(bob, "red"));
    assertEquals(List.of(answer, first), found(bob, "\"is red\""));
    assertEquals(List.of(second), found(bob, "red from:" + zoe.id()));
    assertEquals(List.of(answer), found(bob, "from:" + bob.id()));
    assertEquals(List.of(answer, second), found(bob, "since:2d"));
    assertEquals(List.of(answer, second), found(bob, "red since:2026-02-01"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void pages_neither_skip_nor_repeat(int indexedAfter) {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      sent.addFirst(parts.send(alice, bob, "s", i % 3 == 0 ? "needle" : "hay"));
      if (i == 10 * indexedAfter) {
        index(true); // Part in the index, part not.
      }
    }
    List<String> all = new ArrayList<>();
    String cursor = null;
    do {
      FoundMessages page = search(bob, "needle", 3, cursor);
      assertTrue(page.messages().size() <= 3);
      page.messages().forEach(m -> all.add(m.id()));
      cursor = page.cursor();
    } while (cursor != null);
    assertEquals(10, all.size());
    sent.retainAll(all);
    assertEquals(sent, all);
  }

  @Test
  void much_mail_that_does_not_fit_is_passed_in_pages() {
    String oldest = parts.send(alice, bob, "s", "red is");
    for (int i = 0; i < 510; i++) {
      parts.send(alice, bob, "s", "is red");
    }
    index(true);
    FoundMessages first = search(bob, "\"red is\"", 20, null);
    assertEquals(List.of(), first.messages());
    assertTrue(first.hasMore());
    FoundMessages second = search(bob, "\"red is\"", 20, first.cursor());
    assertEquals(oldest, second.messages().getFirst().id());
    assertFalse(second.hasMore());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void what_is_over_is_not_found_and_leaves_the_index(boolean indexed) {
    parts.send(alice, bob, "s", "old red");
    index(indexed);
    parts.clock.move(Duration.ofDays(91));
    String fresh = parts.send(alice, bob, "s", "new red");
    assertEquals(List.of(fresh), found(bob, "red"));
    try (Retention retention = new Retention(parts.database, parts.clock, System::nanoTime)) {
      retention.sweep();
    }
    index(true);
    assertEquals(List.of(fresh), found(bob, "red"));
    parts.database.read(tx -> {
      assertEquals(1, tx.number("SELECT COUNT(*) FROM word_index WHERE word_index MATCH 'red'"));
      return 0;
    });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void what_changed_on_disk_is_not_found(boolean indexed) {
    String id = parts.send(alice, bob, "s", "pay 100");
    index(indexed);
    assertEquals(List.of(id), found(bob, "pay"));
    parts.database.write(tx -> tx.update("UPDATE messages SET body = 'pay 900'"));
    assertEquals(List.of(), found(bob, "pay"));
  }

  @Test
  void the_preview_is_where_the_words_are() {
    parts.send(alice, bob, "s", "x ".repeat(500) + "needle" + " y".repeat(500));
    FoundItem item = search(bob, "needle", 1, null).messages().getFirst();
    assertTrue(item.preview().startsWith("…x x"), item.preview());
    assertTrue(item.preview().contains("needle"));
    assertEquals(200, item.preview().codePointCount(0, item.preview().length()));
  }

  @Test
  void what_a_search_shows_is_delivered_and_stays_unread() {
    String id = parts.send(alice, bob, "s", "needle");
    assertFalse(search(bob, "needle", 1, null).messages().getFirst().read());
    assertFalse(parts.messages.get(bob, new GetMessage(id)).read());
    assertEquals(1, parts.messages.unread(bob));
  }

  @Test
  void a_budget_ends_a_page_early() {
    for (int i = 0; i < 5; i++) {
      parts.send(alice, bob, "needle", "x");
    }
    FoundMessages page =
        parts.messages.search(bob, new SearchMessages("needle", null, null), 1_000);
    assertEquals(2, page.messages().size());
    assertTrue(page.hasMore());
  }

  @Test
  void indexing_twice_and_a_wrong_cursor_do_no_harm() {
    parts.send(alice, bob, "s", "needle");
    index(true);
    index(true);
    assertEquals(1L, parts.database.read(WordIndexStore::indexedTo));
    assertEquals(1, found(bob, "needle").size());
    Refusal no = assertThrows(Refusal.class, () -> search(bob, "needle", 1, "!"));
    assertEquals(400, no.problem().status());
  }

  private void index(boolean now) {
    if (now) {
      try (Indexing indexing = new Indexing(parts.database, parts.seal)) {
        indexing.catchUp();
      }
    }
  }

  private List<String> found(Agent agent, String query) {
    return search(agent, query, 20, null).messages().stream().map(FoundItem::id).toList();
  }

  private FoundMessages search(Agent agent, String query, int limit, @Nullable String cursor) {
    return parts.messages.search(
        agent, new SearchMessages(query, limit, cursor), Messages.UNBOUNDED);
  }
}
