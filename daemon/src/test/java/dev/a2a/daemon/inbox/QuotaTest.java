package dev.a2a.daemon.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.Parts.Bounds;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.message.Retention;
import dev.a2a.shared.api.MarkRead;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.SendMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuotaTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private @Nullable Parts parts;

  @AfterEach
  void close() throws IOException {
    if (parts != null) {
      parts.close();
    }
  }

  @Test
  void one_sender_fills_a_quarter_and_the_others_write_on() throws IOException {
    Parts mail = with(8, 0);
    Agent bob = mail.agent("bob");
    Agent alice = sender(mail, bob, "alice");
    Agent carol = sender(mail, bob, "carol");
    mail.send(alice, bob, "1", "x");
    mail.send(alice, bob, "2", "x");
    assertEquals("inbox_share_full", refused(mail, alice, bob, "x"));
    mail.send(carol, bob, "1", "x");
    assertEquals(3, mail.messages.unread(bob));
  }

  @Test
  void marking_read_frees_what_was_held() throws IOException {
    Parts mail = with(4, 0);
    Agent bob = mail.agent("bob");
    Agent alice = sender(mail, bob, "alice");
    String id = mail.send(alice, bob, "1", "x");
    assertEquals("inbox_share_full", refused(mail, alice, bob, "x"));
    mail.receipts.markRead(bob, new MarkRead(id));
    mail.send(alice, bob, "2", "x");
    mail.receipts.markRead(bob, new MarkRead(id)); // Read already: frees nothing twice.
    assertEquals("inbox_share_full", refused(mail, alice, bob, "x"));
  }

  @Test
  void what_has_expired_frees_its_place_when_it_is_removed() throws IOException {
    Parts mail = with(8, 0);
    Agent bob = mail.agent("bob");
    Agent alice = sender(mail, bob, "alice");
    Agent carol = sender(mail, bob, "carol");
    expiring(mail, alice, bob);
    expiring(mail, alice, bob);
    mail.send(carol, bob, "the latest stays", "x");
    long start = mail.clock.millis();
    try (Retention retention =
        new Retention(mail.database, mail.clock, () -> (mail.clock.millis() - start) * 1_000_000)) {
      retention.sweep();
      assertEquals("inbox_share_full", refused(mail, alice, bob, "x"));
      mail.clock.move(MINUTE);
      assertEquals(2, retention.sweep());
      mail.send(alice, bob, "s", "x");
    }
  }

  @Test
  void an_inbox_that_is_full_takes_nothing_from_anybody() throws IOException {
    Parts mail = with(4, 0);
    Agent bob = mail.agent("bob");
    for (int i = 0; i < 4; i++) {
      mail.send(sender(mail, bob, "sender " + i), bob, "s", "x");
    }
    Agent carol = sender(mail, bob, "carol");
    assertEquals("inbox_full", refused(mail, carol, bob, "x"));
    assertEquals(4, mail.messages.unread(bob));
    Agent dave = mail.agent("dave");
    mail.authorize(dave, carol);
    mail.send(carol, dave, "s", "x"); // The control: another inbox.
  }

  @Test
  void bytes_are_counted_and_a_message_alone_is_never_too_large() throws IOException {
    Parts mail = with(0, 400);
    Agent bob = mail.agent("bob");
    Agent alice = sender(mail, bob, "alice");
    String large = mail.send(alice, bob, "alone", "x".repeat(300));
    assertEquals("inbox_share_full", refused(mail, alice, bob, "x"));
    mail.receipts.markRead(bob, new MarkRead(large));
    mail.send(alice, bob, "1", "é".repeat(25));
    mail.send(alice, bob, "2", "é".repeat(25));
    assertEquals("inbox_share_full", refused(mail, alice, bob, "x"));
  }

  @Test
  void a_stranger_hears_nothing_of_a_full_inbox() throws IOException {
    Parts mail = with(4, 0);
    Agent bob = mail.agent("bob");
    Agent zoe = mail.agent("zoe");
    String before = refused(mail, zoe, bob, "x");
    for (int i = 0; i < 4; i++) {
      mail.send(sender(mail, bob, "sender " + i), bob, "s", "x");
    }
    assertEquals("not_authorized", before);
    assertEquals(before, refused(mail, zoe, bob, "x"));
    mail.authorize(bob, zoe);
    assertEquals("inbox_full", refused(mail, zoe, bob, "x")); // The control.
  }

  @Test
  void a_retry_of_what_was_stored_is_answered_when_the_share_is_full() throws IOException {
    Parts mail = with(4, 0);
    Agent bob = mail.agent("bob");
    Agent alice = sender(mail, bob, "alice");
    SendMessage once = new SendMessage(bob.id(), "s", "x", null, "k");
    String id = mail.messages.send(alice, once).messageId();
    assertEquals("inbox_share_full", refused(mail, alice, bob, "x"));
    assertEquals(id, mail.messages.send(alice, once).messageId());
  }

  @Test
  void what_the_server_tells_is_kept_out_by_no_quota_and_counted() throws IOException {
    Parts mail = with(4, 0);
    Agent bob = mail.agent("bob");
    Agent alice = sender(mail, bob, "alice");
    mail.send(alice, bob, "1", "x");
    assertEquals("inbox_share_full", refused(mail, alice, bob, "x"));
    mail.database.write(tx -> {
      mail.messages.tell(tx, alice, bob.id(), "Invite accepted", "x");
      return 0;
    });
    assertEquals(2, mail.messages.unread(bob));
  }

  @Test
  void without_a_quota_a_sender_may_fill_the_inbox() throws IOException {
    Parts mail = with(0, 0);
    Agent bob = mail.agent("bob");
    Agent alice = sender(mail, bob, "alice");
    for (int i = 0; i < 50; i++) {
      mail.send(alice, bob, "s", "x".repeat(1000));
    }
    assertEquals(50, mail.messages.unread(bob));
  }

  private Parts with(long unread, long bytes) throws IOException {
    parts = Parts.in(folder, new Bounds(unread, bytes, 0));
    return parts;
  }

  private static Agent sender(Parts mail, Agent recipient, String name) {
    Agent made = mail.agent(name);
    mail.authorize(recipient, made);
    return made;
  }

  private static void expiring(Parts mail, Agent from, Agent to) {
    mail.messages.send(
        from,
        new SendMessage(to.id(), "s", "x", null, null, null, mail.clock.instant().plus(MINUTE)));
  }

  private static String refused(Parts mail, Agent from, Agent to, String body) {
    return assertThrows(Refusal.class, () -> mail.send(from, to, "s", body)).problem().code();
  }
}
