package dev.a2a.daemon.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.secret.ServerKey;
import dev.a2a.shared.api.CheckInbox;
import dev.a2a.shared.api.GetMessage;
import dev.a2a.shared.api.Inbox.InboxItem;
import dev.a2a.shared.api.ListConversations;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {
  @TempDir Path folder;
  private Parts parts;
  private Agent alice;
  private Agent bob;

  @BeforeEach
  void open() throws IOException {
    parts = Parts.in(folder);
    alice = parts.agent("alice");
    bob = parts.agent("bob");
    parts.authorize(bob, alice);
    ServerKey.read("5".repeat(64)).orElseThrow().belongsTo(parts.database);
  }

  @AfterEach
  void close() throws IOException {
    parts.close();
  }

  /// With the right digest of the body beside it: whoever can write the file can make that.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "subject = 'other'",
        "thread_id = 'other'",
        "reply_to_id = id",
        "created_at = created_at + 1",
        "expires_at = expires_at + 1",
        "seal = NULL",
        "seal = zeroblob(32)",
        "sender_id = recipient_id",
        "body = 'pay 900', body_sha256 = x'"
            + "0e5e9d2a5b0d7a9b2bb0dbd1f2cb6a6f0a0ac6b8ac9cf7f6f0d8f6b3c1b6f7aa'"
      })
  void a_row_that_changed_is_not_shown(String change) {
    String changed = parts.send(alice, bob, "hello", "pay 100");
    String other = parts.send(alice, bob, "hello", "again");
    parts.database.write(
        tx -> tx.update("UPDATE messages SET " + change + " WHERE id = ?", changed));

    Refusal no = assertThrows(Refusal.class, () -> get(changed));
    assertEquals("damaged_message", no.problem().code());
    InboxItem item = parts.messages.inbox(bob, new CheckInbox(false, 2, null)).messages().getLast();
    assertEquals("", item.subject() + item.preview());
    assertNotNull(item.warnings());
    assertEquals("again", get(other), "the mail around it is shown");
  }

  @Test
  void what_may_change_does_not_damage_it() {
    String id = parts.send(alice, bob, "hello", "pay 100");
    parts.database.write(tx -> tx.update("UPDATE messages SET read_at = 1, delivered_at = 1"));
    assertEquals("pay 100", get(id));
    assertNull(parts.messages.get(bob, new GetMessage(id)).warnings());
  }

  @Test
  void a_list_of_conversations_does_not_show_a_changed_subject() {
    parts.send(alice, bob, "hello", "x");
    assertEquals("hello", lastSubject());
    parts.database.write(tx -> tx.update("UPDATE messages SET subject = 'evil'"));
    assertEquals("", lastSubject());
  }

  @Test
  void mail_from_before_the_key_is_sealed_once() {
    String old = parts.send(alice, bob, "hello", "old");
    parts.database.write(tx -> tx.update("UPDATE messages SET seal = NULL"));
    assertThrows(Refusal.class, () -> get(old));
    OlderMail.seal(parts.database, parts.seal);
    assertEquals("old", get(old));
    parts.database.write(tx -> tx.update("UPDATE messages SET seal = NULL"));
    OlderMail.seal(parts.database, parts.seal);
    assertThrows(Refusal.class, () -> get(old), "from then on a missing seal is damage");
  }

  private @Nullable String lastSubject() {
    return parts
        .messages
        .conversations(bob, new ListConversations(null, null))
        .conversations()
        .getFirst()
        .lastSubject();
  }

  private String get(String id) {
    return parts.messages.get(bob, new GetMessage(id)).body();
  }
}
