package dev.a2a.daemon.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.shared.api.CheckInbox;
import dev.a2a.shared.api.GetMessage;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.SendMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Messages whose sender says how long they matter.
class ExpiryTest {
  private static final Duration LIFE = Duration.ofDays(90);
  private static final Duration INSTANT = Duration.ofMillis(1);

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
  }

  @AfterEach
  void close() throws IOException {
    parts.close();
  }

  @Test
  void a_message_is_shown_until_its_end_and_not_from_then_on() {
    String id = send(alice, Duration.ofHours(1), null);
    parts.clock.move(Duration.ofHours(1).minus(INSTANT));
    assertEquals(1, unread());
    parts.messages.get(bob, new GetMessage(id));
    parts.clock.move(INSTANT);
    assertEquals(0, unread());
    Refusal gone = assertThrows(Refusal.class, () -> parts.messages.get(bob, new GetMessage(id)));
    assertEquals("message_not_found", gone.problem().code());
  }

  @Test
  void an_end_that_is_past_or_more_than_90_days_ahead_is_refused_with_the_servers_time() {
    for (Duration wrong : new Duration[] {INSTANT.negated(), Duration.ZERO, LIFE.plus(INSTANT)}) {
      Problem problem = assertThrows(Refusal.class, () -> send(alice, wrong, null)).problem();
      assertEquals("invalid_expiry", problem.code());
      assertTrue(problem.detail().contains(parts.clock.instant().toString()));
    }
    assertEquals(0, unread());
    send(alice, INSTANT, null); // The controls: the nearest and the farthest that may be.
    send(alice, LIFE, null);
    assertEquals(2, unread());
  }

  @Test
  void a_stranger_is_refused_as_ever_whatever_end_it_names() {
    Agent zoe = parts.agent("zoe");
    Refusal refused = assertThrows(Refusal.class, () -> send(zoe, INSTANT.negated(), null));
    assertEquals("not_authorized", refused.problem().code());
  }

  @Test
  void the_same_key_with_another_end_is_another_message() {
    String id = send(alice, Duration.ofHours(1), "k");
    assertEquals(id, send(alice, Duration.ofHours(1), "k"));
    Refusal refused = assertThrows(Refusal.class, () -> send(alice, Duration.ofHours(2), "k"));
    assertEquals("idempotency_conflict", refused.problem().code());
  }

  private String send(Agent sender, Duration life, @Nullable String key) {
    return parts
        .messages
        .send(
            sender,
            new SendMessage(bob.id(), "s", "x", null, key, null, parts.clock.instant().plus(life)))
        .messageId();
  }

  private long unread() {
    return parts.messages.inbox(bob, new CheckInbox(null, null, null)).unreadCount();
  }
}
