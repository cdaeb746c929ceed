package dev.a2a.daemon.fault;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Image;
import dev.a2a.daemon.fault.SlowClients.Habit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Many callers at once, of whom many are slow.
@Timeout(180)
class CrowdIT {
  private static final int MEGABYTES_MAX = 600;
  // The limit of 20 s, a look every 2 s, and a busy machine.
  private static final Duration LET_GO = Duration.ofSeconds(30);

  @TempDir Path folder;
  private Victim daemon;

  @BeforeEach
  void start() throws Exception {
    Installed image = new Installed(Image.built().home());
    daemon = Victim.start(image.daemon(), folder.resolve("data"), Map.of());
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  @Test
  void two_hundred_sends_with_one_key_are_one_message() throws Exception {
    Crowd.Outcome outcome = new Crowd(daemon.client()).send(200, "key");

    assertEquals(1, outcome.stored());
    assertEquals(1, outcome.answers().size(), outcome::toString);
    assertEquals("422 idempotency_conflict", outcome.changed());
  }

  @Test
  void control_two_hundred_sends_without_a_key_are_many() throws Exception {
    Crowd.Outcome outcome = new Crowd(daemon.client()).send(200, "");

    assertEquals(201, outcome.stored()); // And the changed one.
    assertEquals(200, outcome.answers().size());
  }

  @Test
  void slow_callers_keep_nobody_from_being_served_and_are_let_go() throws Exception {
    List<Pair> pairs = Pair.make(daemon.client(), 2);
    Pair alice = pairs.getFirst();
    String letter =
        daemon
            .client()
            .send(alice.sender(), alice.recipient(), "x".repeat(60_000))
            .text("message_id");
    try (SlowClients slow = new SlowClients(daemon.client().url(), alice.recipient(), letter)) {
      slow.connect(Habit.HALF_HEAD, 50);
      slow.connect(Habit.DRIPPED_HEAD, 50);
      slow.connect(Habit.HALF_BODY, 50);
      slow.connect(Habit.DRIPPED_BODY, 50);
      slow.connect(Habit.NO_READING, 50);
      // Together more than the whole heap.
      slow.connect(Habit.LARGE_HALF_BODY, 300);

      Set<String> refused = new Mail(pairs).send(daemon.client(), 200);

      assertEquals(Set.of(), refused);
      await().atMost(LET_GO).until(slow::open, Map::isEmpty);
    }
    assertTrue(daemon.alive());
    assertFalse(daemon.log().contains("OutOfMemoryError"), daemon::log);
    assertTrue(SlowLoad.megabytes(daemon.pid()) < MEGABYTES_MAX);
  }
}
