package dev.a2a.daemon.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.Parts.Bounds;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.message.Model.Mail;
import dev.a2a.shared.api.AuthorizeAgent;
import dev.a2a.shared.api.CheckInbox;
import dev.a2a.shared.api.Conversation;
import dev.a2a.shared.api.ConversationList;
import dev.a2a.shared.api.ConversationList.ConversationItem;
import dev.a2a.shared.api.GetConversation;
import dev.a2a.shared.api.GetMessage;
import dev.a2a.shared.api.GetMessageStatus;
import dev.a2a.shared.api.Inbox;
import dev.a2a.shared.api.ListConversations;
import dev.a2a.shared.api.MarkRead;
import dev.a2a.shared.api.Message;
import dev.a2a.shared.api.Receipt;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.ResumeConversation;
import dev.a2a.shared.api.RevokeAuthorization;
import dev.a2a.shared.api.SendMessage;
import dev.a2a.shared.api.Sent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// Random operations of many agents, each compared with [Model], with restarts in between. The seed
/// is in every failure; `-Dsequence.seed=N` repeats it, `-Dsequence.steps=N` goes on for longer.
class SequenceTest {
  private static final int AGENTS = 7; // More than fill an inbox with their shares.
  private static final Bounds BOUNDS = new Bounds(12, 60, 2);
  private static final int STEPS = Integer.getInteger("sequence.steps", 10_000);
  private static final long SEED = Long.getLong("sequence.seed", System.nanoTime());

  @TempDir Path folder;

  private final Random random = new Random(SEED);
  private final Model model = new Model(BOUNDS);
  private final Set<String> refused = new HashSet<>();
  private final List<Agent> agents = new ArrayList<>();
  private Parts parts;
  private Retention retention;
  private long passed;

  @BeforeEach
  void start() throws IOException {
    open(null);
  }

  @AfterEach
  void close() throws IOException {
    retention.close();
    parts.close();
  }

  @Test
  @Timeout(300)
  void the_store_agrees_with_the_model_at_every_step() throws IOException {
    for (int i = 0; i < AGENTS; i++) {
      agents.add(parts.agent("agent " + i));
    }
    for (int step = 0; step < STEPS; step++) {
      try {
        step();
      } catch (AssertionError e) {
        throw new AssertionError("seed " + SEED + ", step " + step + ": " + e.getMessage(), e);
      }
    }
    checkCounters();
    for (Agent agent : agents) {
      checkInbox(agent, false);
      checkConversations(agent);
    }
    assertTrue(model.all.size() > STEPS / 20, "the run was too quiet to mean anything");
    if (STEPS >= 10_000) {
      assertEquals(
          Set.of(
              "not_authorized",
              "idempotency_conflict",
              "message_not_found",
              "invalid_expiry",
              "conversation_paused",
              "inbox_share_full",
              "inbox_full"),
          refused);
    }
  }

  @Test
  void the_control_a_model_that_forgets_one_message_is_noticed() throws IOException {
    agents.add(parts.agent("alice"));
    agents.add(parts.agent("bob"));
    parts.authorize(agents.get(1), agents.get(0));
    parts.send(agents.get(0), agents.get(1), "s", "not in the model");
    assertThrows(AssertionError.class, () -> checkInbox(agents.get(1), false));
  }

  private void step() throws IOException {
    Agent agent = any();
    Agent other = any();
    switch (Integer.valueOf(random.nextInt(100))) {
      case Integer n when n < 40 -> send(agent, other);
      case Integer n when n < 55 -> checkInbox(agent, random.nextBoolean());
      case Integer n when n < 63 -> get(agent);
      case Integer n when n < 73 -> markOne(agent);
      case Integer n when n < 76 -> markListed(agent);
      case Integer n when n < 84 -> authorize(agent, other);
      case Integer n when n < 88 -> revoke(agent, other);
      case Integer n when n < 90 -> checkConversations(agent);
      case Integer n when n < 92 -> resume(agent, other);
      case Integer n when n < 94 -> checkConversation(agent, other);
      case Integer n when n < 96 -> checkStatus(agent);
      case Integer n when n < 99 -> pass();
      default -> {
        Instant now = now();
        checkCounters();
        close();
        open(now);
      }
    }
  }

  private void send(Agent sender, Agent recipient) {
    String reply = random.nextInt(3) == 0 ? anyId() : null;
    String key = random.nextInt(3) == 0 ? "k" + random.nextInt(20) : null;
    SendMessage asked =
        new SendMessage(
            recipient.id(),
            "s" + random.nextInt(5),
            "b".repeat(1 + random.nextInt(9)),
            reply,
            key,
            null,
            random.nextInt(4) == 0 ? now().plus(Duration.ofMinutes(random.nextInt(60) - 2)) : null);
    String refusal = model.refusal(sender.id(), asked, now());
    if (refusal != null) {
      refused.add(refusal);
      assertRefused(refusal, () -> parts.messages.send(sender, asked));
      return;
    }
    Sent sent = parts.messages.send(sender, asked);
    Mail earlier = model.earlier(sender.id(), asked).orElse(null);
    if (earlier != null) {
      assertEquals(earlier.id, sent.messageId());
      assertEquals(earlier.thread, sent.threadId());
    } else {
      assertTrue(model.find(sent.messageId()).isEmpty(), "an id was given twice");
      assertEquals(model.thread(asked, sent.messageId()), sent.threadId());
      Mail mail = new Mail(sent.messageId(), sender.id(), sent.threadId(), asked, now());
      model.accepted(mail, now());
    }
  }

  private void checkInbox(Agent agent, boolean unreadOnly) {
    List<Mail> expected = model.inbox(agent.id(), unreadOnly, now());
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      int limit = 1 + random.nextInt(100);
      Inbox page = parts.messages.inbox(agent, new CheckInbox(unreadOnly, limit, cursor));
      assertEquals(model.unread(agent.id(), now()), page.unreadCount());
      page.messages().forEach(item -> seen.add(item.id() + item.read()));
      cursor = page.cursor();
    } while (cursor != null);
    assertEquals(expected.stream().map(m -> m.id + m.read).toList(), seen);
    expected.forEach(m -> m.delivered = true);
  }

  private void get(Agent agent) {
    String id = anyId();
    if (id == null) {
      return;
    }
    Mail mail = model.find(id).filter(m -> m.isOf(agent.id()) && m.visible(now())).orElse(null);
    if (mail == null) {
      assertRefused("message_not_found", () -> parts.messages.get(agent, new GetMessage(id)));
      return;
    }
    Message got = parts.messages.get(agent, new GetMessage(id));
    assertEquals(mail.asked.body(), got.body());
    assertEquals(mail.asked.subject(), got.subject());
    assertEquals(mail.thread, got.threadId());
    assertEquals(mail.read, got.read());
    mail.delivered |= mail.to().equals(agent.id());
  }

  private void markOne(Agent agent) {
    String id = anyId();
    if (id == null) {
      return;
    }
    Mail mail =
        model.find(id).filter(m -> m.to().equals(agent.id()) && m.visible(now())).orElse(null);
    if (mail == null) {
      assertRefused("message_not_found", () -> parts.receipts.markRead(agent, new MarkRead(id)));
      return;
    }
    assertEquals(mail.read ? 0 : 1, parts.receipts.markRead(agent, new MarkRead(id)).marked());
    mail.read = true;
    mail.delivered = true;
  }

  private void markListed(Agent agent) {
    List<Mail> listed =
        model.inbox(agent.id(), true, now()).stream().filter(m -> m.delivered).toList();
    assertEquals(listed.size(), parts.receipts.markRead(agent, new MarkRead(null)).marked());
    listed.forEach(m -> m.read = true);
  }

  private void authorize(Agent recipient, Agent sender) {
    if (recipient == sender) {
      assertRefused("self_authorization", () -> parts.authorize(recipient, sender));
      return;
    }
    Instant end = parts.clock.instant().plus(Duration.ofHours(1 + random.nextInt(200)));
    parts.authorizations.authorize(recipient, new AuthorizeAgent(sender.id(), end));
    model.authorize(recipient.id(), sender.id(), end);
  }

  private void revoke(Agent recipient, Agent sender) {
    RevokeAuthorization asked = new RevokeAuthorization(sender.id());
    if (model.revoke(recipient.id(), sender.id())) {
      parts.authorizations.revoke(recipient, asked);
    } else {
      assertRefused("authorization_not_found", () -> parts.authorizations.revoke(recipient, asked));
    }
  }

  private void checkConversations(Agent agent) {
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      ConversationList page =
          parts.messages.conversations(agent, new ListConversations(1 + random.nextInt(9), cursor));
      for (ConversationItem item : page.conversations()) {
        seen.add(item.peerId());
        long unread =
            model.inbox(agent.id(), true, now()).stream()
                .filter(m -> m.from.equals(item.peerId()))
                .count();
        assertEquals(unread, item.unreadCount());
      }
      cursor = page.cursor();
    } while (cursor != null);
    assertEquals(model.peers(agent.id(), now()), seen);
  }

  private void checkConversation(Agent agent, Agent peer) {
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      Conversation page =
          parts.messages.conversation(
              agent, new GetConversation(peer.id(), 1 + random.nextInt(100), cursor));
      for (Message m : page.messages()) {
        seen.add(m.id());
        Mail mail = model.find(m.id()).orElseThrow();
        assertEquals(mail.from.equals(agent.id()) ? mail.status(now()) : null, m.status());
      }
      cursor = page.cursor();
    } while (cursor != null);
    List<Mail> expected =
        agent == peer ? List.of() : model.conversation(agent.id(), peer.id(), now());
    assertEquals(expected.stream().map(m -> m.id).toList(), seen);
    expected.stream().filter(m -> m.to().equals(agent.id())).forEach(m -> m.delivered = true);
  }

  private void resume(Agent agent, Agent peer) {
    boolean paused = agent != peer && model.resume(agent.id(), peer.id());
    assertEquals(
        paused, parts.loopGuard.resume(agent, new ResumeConversation(peer.id())).wasPaused());
  }

  private void checkStatus(Agent agent) {
    String id = anyId();
    if (id == null) {
      return;
    }
    Mail mail = model.all.stream().filter(m -> m.id.equals(id)).findFirst().orElseThrow();
    GetMessageStatus asked = new GetMessageStatus(id, null, null);
    if (!mail.isOf(agent.id())) {
      assertRefused("message_not_found", () -> parts.receipts.status(agent, asked, Duration.ZERO));
      return;
    }
    Receipt receipt = parts.receipts.status(agent, asked, Duration.ZERO);
    assertEquals(mail.status(now()), receipt.status());
    assertEquals(mail.replyId, receipt.replyId());
  }

  /// What is counted as mail comes and goes is what is there.
  private void checkCounters() {
    assertEquals(
        0,
        number(
            """
            SELECT COUNT(*) FROM inboxes i
            WHERE unread_count <> (SELECT COUNT(*) FROM messages m
                WHERE m.recipient_id = i.agent_id AND m.read_at IS NULL)
              OR unread_bytes <> (SELECT COALESCE(SUM(body_bytes), 0) FROM messages m
                WHERE m.recipient_id = i.agent_id AND m.read_at IS NULL)
            """));
    assertEquals(
        0,
        number(
            """
            SELECT COUNT(*) FROM conversations c
            WHERE unread_count <> (SELECT COUNT(*) FROM messages m
                WHERE m.recipient_id = c.agent_id AND m.sender_id = c.peer_id
                  AND m.read_at IS NULL)
              OR unread_bytes <> (SELECT COALESCE(SUM(body_bytes), 0) FROM messages m
                WHERE m.recipient_id = c.agent_id AND m.sender_id = c.peer_id
                  AND m.read_at IS NULL)
            """));
    long unread = number("SELECT COUNT(*) FROM messages WHERE read_at IS NULL");
    assertEquals(unread, number("SELECT COALESCE(SUM(unread_count), 0) FROM inboxes"));
    assertEquals(unread, number("SELECT COALESCE(SUM(unread_count), 0) FROM conversations"));
  }

  private long number(String sql) {
    return parts.database.read(tx -> tx.number(sql));
  }

  private Instant now() {
    return parts.clock.instant();
  }

  /// Up to half an hour, so that a run stays within the life of its messages.
  private void pass() {
    Duration time = Duration.ofMinutes(random.nextInt(30));
    passed += time.toNanos();
    parts.clock.move(time);
    retention.sweep();
    model.sweep(now());
  }

  private void open(@Nullable Instant now) throws IOException {
    parts = Parts.in(folder, BOUNDS);
    if (now != null) {
      parts.clock.move(Duration.between(parts.clock.instant(), now));
    }
    retention = new Retention(parts.database, parts.clock, () -> passed);
  }

  private Agent any() {
    return agents.get(random.nextInt(agents.size()));
  }

  private @Nullable String anyId() {
    List<Mail> from = random.nextInt(4) == 0 ? model.all : model.mail;
    return from.isEmpty() ? null : from.get(random.nextInt(from.size())).id;
  }

  private static void assertRefused(String code, Executable refused) {
    assertEquals(code, assertThrows(Refusal.class, refused).problem().code());
  }
}
