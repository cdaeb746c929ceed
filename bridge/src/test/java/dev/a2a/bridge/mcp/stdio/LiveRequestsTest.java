package dev.a2a.bridge.mcp.stdio;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LiveRequestsTest {
  private final LiveRequests live = new LiveRequests();
  private final CountDownLatch release = new CountDownLatch(1);

  @Test
  void a_request_is_live_until_it_finishes() {
    assertTrue(live.start(1, 0, this::waiting));
    assertTrue(live.contains(1));
    assertFalse(live.contains("1"), "another id");

    assertTrue(live.finish(1), "its answer is wanted");
    assertFalse(live.contains(1));
  }

  @Test
  void a_cancelled_request_is_interrupted_and_its_answer_dropped_once() {
    AtomicBoolean interrupted = new AtomicBoolean();
    live.start(1, 0, () -> interrupted.set(waiting()));

    live.cancel(1);

    await().until(interrupted::get);
    assertFalse(live.finish(1));
    assertTrue(live.finish(1), "the next of that id is wanted");
  }

  @Test
  void a_wish_to_cancel_what_is_answered_means_nothing() {
    live.cancel(1);

    assertTrue(live.finish(1));
  }

  @Test
  void one_request_of_any_size_starts_and_no_second_one_beside_it() throws Exception {
    assertTrue(live.start(1, LiveRequests.BYTES_MAX, this::waiting));
    assertFalse(live.start(2, 0, this::waiting));
    assertFalse(live.contains(2));

    release.countDown();
    live.awaitNone(Duration.ofSeconds(20));

    assertTrue(live.start(2, 0, this::waiting));
  }

  @Test
  void small_requests_are_bounded_too() {
    int started = 0;
    while (started < 10_000 && live.start(started, 100, this::waiting)) {
      started++;
    }

    assertTrue(started >= 500 && started <= 1024, "so many at once: " + started);
  }

  @Test
  void waiting_for_the_end_has_a_limit() throws Exception {
    live.start(1, 0, this::waiting);
    long start = System.nanoTime();

    live.awaitNone(Duration.ofMillis(50));

    assertTrue(System.nanoTime() - start >= Duration.ofMillis(50).toNanos());
    assertTrue(live.contains(1));
  }

  /// Was it interrupted?
  private boolean waiting() {
    try {
      release.await();
      return false;
    } catch (InterruptedException _) {
      return true;
    }
  }
}
