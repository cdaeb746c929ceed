package dev.a2a.daemon.receipt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.receipt.Arrivals.Waiter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Arrivals arrivals = new Arrivals();

  @Test
  void news_between_listening_and_waiting_is_not_missed() {
    try (Waiter waiter = arrivals.listen("m")) {
      arrivals.tell("m");
      assertTrue(waiter.await(LONG));
    }
  }

  @Test
  void news_of_something_else_wakes_nobody() throws Exception {
    try (Waiter waiter = arrivals.listen("m")) {
      CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> waiter.await(LONG));
      arrivals.tell("other");
      Thread.sleep(50);
      assertFalse(waiting.isDone());
      arrivals.tell("m");
      assertTrue(waiting.get());
    }
  }

  @Test
  void all_who_listen_are_woken_by_one_piece_of_news() throws Exception {
    try (Waiter one = arrivals.listen("m");
        Waiter other = arrivals.listen("m")) {
      arrivals.tell("m");
      assertTrue(one.await(LONG));
      assertTrue(other.await(LONG));
    }
  }

  @Test
  void nothing_is_kept_of_those_who_left() {
    try (Waiter one = arrivals.listen("m")) {
      arrivals.listen("m").close();
      assertEquals(1, arrivals.size());
      arrivals.tell("m");
      assertTrue(one.await(LONG), "the other's leaving is not one's own");
    }
    assertEquals(0, arrivals.size());
  }

  @Test
  void the_end_wakes_those_who_wait_and_those_who_come_later() {
    try (Waiter waiter = arrivals.listen("m")) {
      CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> waiter.await(LONG));
      arrivals.close();
      await().until(waiting::isDone);
      assertFalse(waiting.join());
    }
    try (Waiter late = arrivals.listen("m")) {
      assertFalse(late.await(LONG));
    }
  }
}
