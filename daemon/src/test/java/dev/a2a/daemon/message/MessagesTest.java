package dev.a2a.daemon.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.shared.api.CheckInbox;
import dev.a2a.shared.api.Conversation;
import dev.a2a.shared.api.ConversationList.ConversationItem;
import dev.a2a.shared.api.GetConversation;
import dev.a2a.shared.api.GetMessage;
import dev.a2a.shared.api.Inbox;
import dev.a2a.shared.api.Inbox.InboxItem;
import dev.a2a.shared.api.ListConversations;
import dev.a2a.shared.api.MarkRead;
import dev.a2a.shared.api.Message;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.RevokeAuthorization;
import dev.a2a.shared.api.SendMessage;
import dev.a2a.shared.api.Sent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class MessagesTest {
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
  }

  @AfterEach
  void close() throws IOException {
    parts.close();
  }

  @Test
  void a_message_is_in_the_inbox_with_a_preview_and_whole_on_request() {
    String body = "é".repeat(300);
    String id = parts.send(alice, bob, "hello", body);
    InboxItem item = inbox(bob).messages().getFirst();
    assertEquals(id, item.id());
    assertEquals("alice", item.senderName());
    assertEquals("é".repeat(200), item.preview());
    assertEquals(600, item.bodyBytes());
    assertEquals(body, get(bob, id).body());
    assertEquals(body, get(alice, id).body());
  }

  @Test
  void a_preview_never_cuts_a_character_in_two() {
    parts.send(alice, bob, "hello", "😀".repeat(201));
    assertEquals("😀".repeat(200), inbox(bob).messages().getFirst().preview());
  }

  @Test
  void looking_marks_nothing_read() {
    String id = parts.send(alice, bob, "hello", "x");
    inbox(bob);
    get(bob, id);
    parts.messages.conversation(bob, new GetConversation(alice.id(), null, null));
    assertEquals(1, inbox(bob).unreadCount());
    assertFalse(get(bob, id).read());
  }

  @Test
  void marking_marks_one_or_all_that_was_listed_and_twice_is_no_error() {
    String first = parts.send(alice, bob, "1", "x");
    parts.send(alice, bob, "2", "x");
    assertEquals(1, mark(bob, first));
    assertEquals(0, mark(bob, first));
    assertEquals(0, mark(bob, null)); // Nothing else was listed yet.
    inbox(bob);
    parts.send(alice, bob, "3", "came later");
    assertEquals(1, mark(bob, null));
    assertEquals(List.of("3"), subjects(inbox(bob)));
    assertEquals(1, parts.messages.unread(bob));
  }

  @Test
  void messages_of_others_look_like_none() {
    String id = parts.send(alice, bob, "hello", "x");
    String unknown = "01900000-0000-7000-8000-000000000000";
    assertEquals("message_not_found", code(() -> get(zoe, id)));
    assertEquals("message_not_found", code(() -> get(zoe, unknown)));
    assertEquals("message_not_found", code(() -> mark(zoe, id)));
    assertEquals("message_not_found", code(() -> mark(alice, id))); // Hers, but not to her.
    assertEquals("message_not_found", code(() -> mark(bob, unknown)));
    assertEquals(1, parts.messages.unread(bob));
    assertTrue(
        parts
            .messages
            .conversation(zoe, new GetConversation(bob.id(), null, null))
            .messages()
            .isEmpty());
  }

  @Test
  void a_reply_keeps_the_thread_and_needs_a_message_one_can_see() {
    String id = parts.send(alice, bob, "hello", "x");
    Sent reply = reply(bob, alice, id);
    assertEquals(get(bob, id).threadId(), reply.threadId());
    assertEquals(reply.threadId(), reply(alice, bob, reply.messageId()).threadId());
    parts.authorize(bob, zoe);
    assertEquals("message_not_found", code(() -> reply(zoe, bob, id)));
  }

  @Test
  void one_idempotency_key_makes_one_message() {
    Sent first = once("k", "hello");
    assertEquals(first, once("k", "hello"));
    assertEquals("idempotency_conflict", code(() -> once("k", "other")));
    assertEquals(1, inbox(bob).unreadCount());
  }

  @Test
  void another_capability_is_another_message() {
    Sent first = parts.messages.send(alice, asking("review"));

    assertEquals(first, parts.messages.send(alice, asking("review")));
    assertEquals("idempotency_conflict", code(() -> parts.messages.send(alice, asking("build"))));
    assertEquals("idempotency_conflict", code(() -> parts.messages.send(alice, asking(null))));
  }

  private SendMessage asking(@Nullable String capability) {
    return new SendMessage(bob.id(), "hello", "x", null, "k", capability, null);
  }

  @Test
  void a_key_is_looked_at_only_after_authorization() {
    once("k", "hello");
    parts.authorizations.revoke(bob, new RevokeAuthorization(alice.id()));
    assertEquals("not_authorized", code(() -> once("k", "hello")));
    assertEquals("not_authorized", code(() -> once("k", "other")));
  }

  @Test
  void two_hundred_concurrent_sends_with_one_key_make_one_message() throws Exception {
    Set<Sent> answers = new HashSet<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Sent>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        all.add(callers.submit(() -> once("k", "hello")));
      }
      for (Future<Sent> one : all) {
        answers.add(one.get());
      }
    }
    assertEquals(1, answers.size());
    assertEquals(1, inbox(bob).unreadCount());
  }

  @Test
  void order_is_the_order_of_acceptance_even_when_the_clock_steps_back() {
    parts.send(alice, bob, "1", "x");
    parts.clock.move(Duration.ofDays(-400));
    parts.send(alice, bob, "2", "x");
    parts.clock.move(Duration.ofDays(800));
    parts.send(alice, bob, "3", "x");
    parts.clock.move(Duration.ofDays(-400)); // Right again, and nothing is lost.
    assertEquals(List.of("3", "2", "1"), subjects(inbox(bob)));
  }

  @Test
  void pages_hold_everything_once_while_mail_arrives() {
    for (int i = 0; i < 25; i++) {
      parts.send(alice, bob, "s" + i, "x");
    }
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      Inbox page = parts.messages.inbox(bob, new CheckInbox(false, 10, cursor));
      seen.addAll(subjects(page));
      cursor = page.cursor();
      parts.send(alice, bob, "later", "x");
    } while (cursor != null);
    assertEquals(25, seen.size());
    assertEquals("s24", seen.getFirst());
    assertEquals("s0", seen.getLast());
  }

  @Test
  void a_cursor_that_is_none_is_refused() {
    CheckInbox bad = new CheckInbox(null, null, "not-a-cursor!");
    assertEquals("invalid_argument", code(() -> parts.messages.inbox(bob, bad)));
  }

  @Test
  void conversations_count_and_order_both_sides() {
    Agent carol = parts.agent("carol");
    parts.authorize(bob, carol);
    parts.send(alice, bob, "1", "x");
    parts.send(carol, bob, "2", "x");
    parts.send(alice, bob, "3", "x");
    List<ConversationItem> bobs =
        parts.messages.conversations(bob, new ListConversations(null, null)).conversations();
    assertEquals(List.of("alice", "carol"), bobs.stream().map(c -> c.peerName()).toList());
    assertEquals(List.of(2L, 1L), bobs.stream().map(c -> c.unreadCount()).toList());
    ConversationItem alices =
        parts
            .messages
            .conversations(alice, new ListConversations(null, null))
            .conversations()
            .getFirst();
    assertEquals(true, alices.lastByYou());
    assertEquals(0, alices.unreadCount());
  }

  @Test
  void a_conversation_holds_both_directions_and_nobody_elses_mail() {
    Agent carol = parts.agent("carol");
    parts.authorize(bob, carol);
    parts.send(alice, bob, "1", "x");
    parts.send(carol, bob, "not for alice", "x");
    parts.send(bob, alice, "2", "x");
    Conversation conversation =
        parts.messages.conversation(alice, new GetConversation(bob.id(), null, null));
    assertEquals(
        List.of("2", "1"), conversation.messages().stream().map(Message::subject).toList());
  }

  @Test
  void a_page_of_a_conversation_ends_before_it_gets_too_large_and_says_so() {
    String large = "x".repeat(40 << 10);
    for (int i = 0; i < 3; i++) {
      parts.send(alice, bob, "s" + i, large);
    }
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      Conversation page =
          parts.messages.conversation(bob, new GetConversation(alice.id(), 100, cursor));
      assertEquals(1, page.messages().size());
      seen.add(page.messages().getFirst().subject());
      cursor = page.cursor();
    } while (cursor != null);
    assertEquals(List.of("s2", "s1", "s0"), seen);
  }

  @Test
  void a_body_may_be_as_large_as_the_limit_and_no_larger() {
    parts.send(alice, bob, "fits", "é".repeat(32 << 10));
    assertEquals(
        "body_too_large", code(() -> parts.send(alice, bob, "no", "é".repeat(32 << 10) + "x")));
  }

  @Test
  void a_body_that_changed_on_disk_is_reported_and_never_shown() {
    String damaged = parts.send(alice, bob, "damaged", "pay 100");
    String intact = parts.send(alice, bob, "intact", "x");
    parts.database.write(
        tx -> tx.update("UPDATE messages SET body = 'pay 900' WHERE id = ?", damaged));
    assertEquals("damaged_message", code(() -> get(bob, damaged)));
    assertEquals("x", get(bob, intact).body());
    InboxItem item = inbox(bob).messages().getLast();
    assertEquals("", item.preview());
    assertNotNull(item.warnings());
    assertNull(inbox(bob).messages().getFirst().warnings());
  }

  private Sent once(String key, String body) {
    return parts.messages.send(alice, new SendMessage(bob.id(), "hello", body, null, key));
  }

  private Sent reply(Agent from, Agent to, String id) {
    return parts.messages.send(from, new SendMessage(to.id(), "re", "x", id, null));
  }

  private Inbox inbox(Agent agent) {
    return parts.messages.inbox(agent, new CheckInbox(null, null, null));
  }

  private Message get(Agent agent, String id) {
    return parts.messages.get(agent, new GetMessage(id));
  }

  private int mark(Agent agent, @Nullable String id) {
    return parts.receipts.markRead(agent, new MarkRead(id)).marked();
  }

  private static List<String> subjects(Inbox inbox) {
    return inbox.messages().stream().map(InboxItem::subject).toList();
  }

  private static String code(Executable refused) {
    return assertThrows(Refusal.class, refused).problem().code();
  }
}
