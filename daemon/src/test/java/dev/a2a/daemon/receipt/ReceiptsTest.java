package dev.a2a.daemon.receipt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.message.Retention;
import dev.a2a.shared.api.BlockAgent;
import dev.a2a.shared.api.CheckInbox;
import dev.a2a.shared.api.GetMessage;
import dev.a2a.shared.api.GetMessageStatus;
import dev.a2a.shared.api.MarkRead;
import dev.a2a.shared.api.MessageStatus;
import dev.a2a.shared.api.Receipt;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.RevokeAuthorization;
import dev.a2a.shared.api.SendMessage;
import dev.a2a.shared.api.Sent;
import dev.a2a.shared.api.UnblockAgent;
import dev.a2a.shared.api.Until;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReceiptsTest {
  private static final String UNKNOWN = "0190163d-8694-739b-aea5-966c26f8ad91";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
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
    parts.arrivals.close();
    threads.close();
    parts.close();
  }

  @Test
  void a_message_is_queued_then_delivered_then_read_then_replied() {
    String id = parts.send(alice, bob, "hello", "x");
    Instant sent = parts.clock.instant();
    assertEquals(MessageStatus.QUEUED, status(id).status());
    assertNull(status(id).deliveredAt());
    Instant listed = later();
    look(bob);
    assertEquals(MessageStatus.DELIVERED, status(id).status());
    Instant read = later();
    read(bob, id);
    assertEquals(MessageStatus.READ, status(id).status());
    Instant replied = later();
    String reply = answer(bob, alice, id);
    later();
    answer(bob, alice, id); // A second answer changes nothing.
    Receipt receipt = status(id);
    assertEquals(MessageStatus.REPLIED, receipt.status());
    assertEquals(sent, receipt.queuedAt());
    assertEquals(listed, receipt.deliveredAt());
    assertEquals(read, receipt.readAt());
    assertEquals(replied, receipt.repliedAt());
    assertEquals(reply, receipt.replyId());
  }

  @Test
  void looking_at_ones_own_message_delivers_nothing_and_the_recipients_look_does() {
    String id = parts.send(alice, bob, "hello", "x");
    parts.messages.get(alice, new GetMessage(id));
    look(alice);
    assertEquals(MessageStatus.QUEUED, status(id).status());
    parts.messages.get(bob, new GetMessage(id));
    assertEquals(MessageStatus.DELIVERED, status(id).status());
  }

  @Test
  void only_the_recipients_answer_to_the_sender_is_a_reply() {
    Agent carol = parts.agent("carol");
    parts.authorize(carol, bob);
    String id = parts.send(alice, bob, "hello", "x");
    answer(alice, bob, id);
    answer(bob, carol, id);
    assertEquals(MessageStatus.QUEUED, status(id).status());
    answer(bob, alice, id);
    assertEquals(MessageStatus.REPLIED, status(id).status());
  }

  @Test
  void what_nobody_read_in_time_expired_and_what_was_read_stays_read() {
    String unread = expiring(MINUTE);
    String read = expiring(MINUTE);
    read(bob, read);
    parts.clock.move(MINUTE.minusMillis(1));
    assertEquals(MessageStatus.QUEUED, status(unread).status());
    parts.clock.move(Duration.ofMillis(1));
    assertEquals(MessageStatus.EXPIRED, status(unread).status());
    assertEquals(MessageStatus.READ, status(read).status());
  }

  @Test
  void a_receipt_is_there_for_a_week_after_its_message_was_removed() throws IOException {
    String id = expiring(MINUTE);
    parts.send(alice, bob, "the latest stays", "x");
    long start = parts.clock.millis();
    try (Retention retention =
        new Retention(
            parts.database, parts.clock, () -> (parts.clock.millis() - start) * 1_000_000)) {
      parts.clock.move(MINUTE);
      assertEquals(1, retention.sweep());
      parts.clock.move(Duration.ofDays(7).minusMillis(1));
      retention.sweep();
      assertEquals(MessageStatus.EXPIRED, status(id).status());
      assertEquals(refusal(zoe, UNKNOWN), refusal(zoe, id));
      parts.clock.move(Duration.ofMillis(1));
      assertEquals(1, retention.sweep());
      assertEquals(refusal(zoe, UNKNOWN), refusal(alice, id));
    }
  }

  @Test
  void others_hear_what_they_hear_of_an_unknown_id_also_when_they_wait() {
    String id = parts.send(alice, bob, "hello", "x");
    assertEquals(refusal(zoe, UNKNOWN), refusal(zoe, id));
    GetMessageStatus waiting = new GetMessageStatus(id, 60, null);
    Refusal refused =
        assertThrows(Refusal.class, () -> parts.receipts.status(zoe, waiting, MINUTE));
    assertEquals("message_not_found", refused.problem().code());
    assertEquals(0, parts.arrivals.size());
    assertEquals(MessageStatus.QUEUED, ask(bob, id).status()); // The control: the recipient may.
  }

  @Test
  void a_wait_ends_as_soon_as_the_message_has_come_so_far() throws Exception {
    String id = parts.send(alice, bob, "hello", "x");
    Future<Receipt> waiting = wait(id, Until.READ);
    look(bob); // Not far enough: the wait goes on.
    read(bob, id);
    Receipt receipt = waiting.get(30, TimeUnit.SECONDS);
    assertEquals(MessageStatus.READ, receipt.status());
    assertEquals(false, receipt.stillWaiting());
    assertEquals(0, parts.arrivals.size());
  }

  @Test
  void a_wait_for_delivery_or_an_answer_ends_with_those() throws Exception {
    String id = parts.send(alice, bob, "hello", "x");
    Future<Receipt> delivered = wait(id, Until.DELIVERED);
    look(bob);
    assertEquals(MessageStatus.DELIVERED, delivered.get(30, TimeUnit.SECONDS).status());
    Future<Receipt> replied = wait(id, Until.REPLIED);
    read(bob, id);
    answer(bob, alice, id);
    assertEquals(MessageStatus.REPLIED, replied.get(30, TimeUnit.SECONDS).status());
  }

  @Test
  void marking_all_that_was_listed_ends_a_wait_too() throws Exception {
    String id = parts.send(alice, bob, "hello", "x");
    look(bob);
    Future<Receipt> waiting = wait(id, Until.READ);
    parts.receipts.markRead(bob, new MarkRead(null));
    assertEquals(MessageStatus.READ, waiting.get(30, TimeUnit.SECONDS).status());
  }

  @Test
  void what_has_come_so_far_already_is_answered_at_once() {
    String id = parts.send(alice, bob, "hello", "x");
    answer(bob, alice, id);
    Receipt receipt = parts.receipts.status(alice, new GetMessageStatus(id, 60, null), MINUTE);
    assertEquals(MessageStatus.REPLIED, receipt.status());
    assertEquals(false, receipt.stillWaiting());
  }

  @Test
  void a_wait_in_vain_says_so_when_its_time_is_over() {
    String id = parts.send(alice, bob, "hello", "x");
    Receipt receipt =
        parts.receipts.status(alice, new GetMessageStatus(id, 60, null), Duration.ofMillis(20));
    assertEquals(MessageStatus.QUEUED, receipt.status());
    assertEquals(true, receipt.stillWaiting());
    assertNull(status(id).stillWaiting()); // Nobody waited.
  }

  @Test
  void a_wait_ends_when_the_message_expires() throws Exception {
    String id = expiring(Duration.ofMillis(50));
    Future<Receipt> waiting = wait(id, Until.READ);
    parts.clock.move(Duration.ofMillis(50));
    Receipt receipt = waiting.get(30, TimeUnit.SECONDS);
    assertEquals(MessageStatus.EXPIRED, receipt.status());
    assertEquals(false, receipt.stillWaiting());
  }

  @Test
  void a_daemon_that_stops_keeps_nobody_waiting() throws Exception {
    String id = parts.send(alice, bob, "hello", "x");
    Future<Receipt> waiting = wait(id, Until.READ);
    parts.arrivals.close();
    assertEquals(true, waiting.get(30, TimeUnit.SECONDS).stillWaiting());
  }

  @Test
  void the_sender_sees_to_the_minute_when_the_recipient_last_checked() {
    String id = parts.send(alice, bob, "hello", "x");
    assertNull(status(id).recipientLastCheckedAt());
    Instant first = later();
    look(bob);
    later();
    look(bob); // Within the minute: not noted.
    assertEquals(first, status(id).recipientLastCheckedAt());
    assertNull(ask(bob, id).recipientLastCheckedAt(), "the recipient knows itself");
    assertEquals(first, sent(alice, bob).recipientLastCheckedAt());
    parts.clock.move(MINUTE);
    look(bob);
    assertEquals(parts.clock.instant(), status(id).recipientLastCheckedAt());
  }

  @Test
  void who_may_no_longer_write_does_not_see_when_they_last_checked() {
    String id = parts.send(alice, bob, "hello", "x");
    look(bob);
    assertNotNull(status(id).recipientLastCheckedAt());
    parts.peers.block(bob, new BlockAgent(alice.id()));
    assertNull(status(id).recipientLastCheckedAt(), "blocked");
    parts.peers.unblock(bob, new UnblockAgent(alice.id()));
    assertNotNull(status(id).recipientLastCheckedAt());
    parts.authorizations.revoke(bob, new RevokeAuthorization(alice.id()));
    assertNull(status(id).recipientLastCheckedAt(), "revoked");
    assertTrue(status(id).deliveredAt() != null, "what became of the message is still told");
  }

  private Future<Receipt> wait(String id, Until until) {
    Future<Receipt> waiting =
        threads.submit(
            () -> parts.receipts.status(alice, new GetMessageStatus(id, 60, until), MINUTE));
    await().until(() -> parts.arrivals.size() == 1);
    return waiting;
  }

  private Instant later() {
    parts.clock.move(Duration.ofSeconds(1));
    return parts.clock.instant();
  }

  private void look(Agent agent) {
    parts.messages.inbox(agent, new CheckInbox(null, null, null));
  }

  private void read(Agent agent, String id) {
    parts.receipts.markRead(agent, new MarkRead(id));
  }

  private String answer(Agent from, Agent to, String id) {
    return parts.messages.send(from, new SendMessage(to.id(), "re", "x", id, null)).messageId();
  }

  private Sent sent(Agent from, Agent to) {
    return parts.messages.send(from, new SendMessage(to.id(), "s", "x", null, null));
  }

  private String expiring(Duration life) {
    Instant end = parts.clock.instant().plus(life);
    return parts
        .messages
        .send(alice, new SendMessage(bob.id(), "s", "x", null, null, null, end))
        .messageId();
  }

  private Receipt status(String id) {
    return ask(alice, id);
  }

  private Receipt ask(Agent agent, String id) {
    return parts.receipts.status(agent, new GetMessageStatus(id, null, null), MINUTE);
  }

  private String refusal(Agent agent, String id) {
    return assertThrows(Refusal.class, () -> ask(agent, id)).problem().toString();
  }
}
