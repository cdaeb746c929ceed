package dev.a2a.daemon.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimiterTest {
  private static final long SEED = Long.getLong("limiter.seed", System.nanoTime());
  private static final String ALICE = "alice";

  // Near the end of its range: a clock may begin anywhere and pass it.
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(30));
  private final Limiter limiter = limiter(60, 1000);

  @ParameterizedTest
  @CsvSource({"60, 20", "600, 200", "30, 10", "1, 1", "2, 1", "3, 1", "4, 2", "1000000, 333334"})
  void a_third_of_a_minute_may_come_at_once_and_not_one_more(int rate, int burst) {
    Limiter one = limiter(rate, 1000);
    for (int i = 1; i <= burst; i++) {
      Verdict verdict = one.take(ALICE);
      assertTrue(verdict.granted(), "number " + i);
      assertEquals(burst - i, verdict.left());
    }
    assertFalse(one.take(ALICE).granted());
    assertTrue(one.take("bob").granted(), "another key has a budget of its own");
  }

  @Test
  void the_wait_is_exact_to_the_nanosecond() {
    exhaust(limiter);
    move(TimeUnit.MILLISECONDS.toNanos(250));
    Verdict no = limiter.take(ALICE);
    assertEquals(TimeUnit.MILLISECONDS.toNanos(750), no.waitNanos());
    assertEquals(1, no.waitSeconds());
    assertEquals(TimeUnit.MILLISECONDS.toNanos(19_750), no.fullNanos());
    move(no.waitNanos() - 1);
    assertEquals(1, limiter.take(ALICE).waitNanos());
    move(1);
    assertTrue(limiter.take(ALICE).granted());
    assertFalse(limiter.take(ALICE).granted());
  }

  @Test
  void who_waits_for_the_seconds_that_were_said_is_not_too_early() {
    Limiter slow = limiter(7, 1000);
    while (slow.take(ALICE).granted()) {
      move(13);
    }
    move(TimeUnit.SECONDS.toNanos(slow.look(ALICE).waitSeconds()));
    assertTrue(slow.take(ALICE).granted());
  }

  @Test
  void a_budget_grows_evenly_and_to_a_burst_only() {
    exhaust(limiter);
    move(TimeUnit.SECONDS.toNanos(5));
    assertEquals(5, granted(limiter, 100));
    move(TimeUnit.HOURS.toNanos(5));
    assertEquals(20, granted(limiter, 100));
  }

  @Test
  void what_is_refused_costs_nothing() {
    exhaust(limiter);
    assertEquals(0, granted(limiter, 1000));
    move(TimeUnit.SECONDS.toNanos(1));
    assertTrue(limiter.take(ALICE).granted());
  }

  @Test
  void looking_takes_nothing_and_what_is_given_back_can_be_taken_again() {
    for (int i = 0; i < 100; i++) {
      assertTrue(limiter.look(ALICE).granted());
    }
    exhaust(limiter);
    limiter.giveBack(ALICE);
    assertEquals(1, granted(limiter, 5));
    limiter.giveBack("nobody");
  }

  @Test
  void a_rate_of_0_is_no_limit_and_keeps_nothing() {
    Limiter off = limiter(0, 1000);
    assertEquals(10_000, granted(off, 10_000));
    off.giveBack(ALICE);
    assertEquals(0, off.size());
  }

  /// A bucket of credit in nanoseconds, filled by the time that passes: another way to say the
  /// same.
  private final class Bucket {
    private final Rate rate;
    private long credit;
    private long filled = clock.get();

    Bucket(Rate rate) {
      this.rate = rate;
      this.credit = rate.window();
    }

    boolean take() {
      long now = clock.get();
      credit = Math.min(rate.window(), credit + (now - filled));
      filled = now;
      if (credit < rate.interval()) {
        return false;
      }
      credit -= rate.interval();
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 60, 600})
  void it_agrees_with_a_naive_bucket_at_every_step(int perMinute) {
    Random random = new Random(SEED);
    Limiter one = limiter(perMinute, 1000);
    Map<String, Bucket> model = new HashMap<>();
    int refused = 0;
    for (int step = 0; step < 20_000; step++) {
      String key = "key" + random.nextInt(5);
      boolean expected = model.computeIfAbsent(key, _ -> new Bucket(one.rate())).take();
      String where = "seed " + SEED + ", step " + step;
      assertEquals(expected, one.look(key).granted(), where);
      assertEquals(expected, one.take(key).granted(), where);
      refused += expected ? 0 : 1;
      if (random.nextInt(4) == 0) {
        boolean pause = random.nextInt(200) == 0;
        move(random.nextLong(pause ? 2 * one.rate().window() : one.rate().interval() / 2));
      }
    }
    assertTrue(refused > 100 && refused < 19_900, "the run meant nothing: " + refused);
  }

  @Test
  void the_control_a_bucket_of_one_more_is_noticed() {
    Bucket generous = new Bucket(limiter.rate());
    generous.credit += limiter.rate().interval();
    generous.filled = clock.get();
    int model = 0;
    while (generous.credit >= limiter.rate().interval()) {
      generous.credit -= limiter.rate().interval();
      model++;
    }
    assertEquals(model - 1, granted(limiter, 100));
  }

  @Test
  void many_threads_get_a_burst_together_and_no_more() throws Exception {
    List<Callable<Integer>> eight =
        IntStream.range(0, 8)
            .<Callable<Integer>>mapToObj(_ -> () -> granted(limiter, 1000))
            .toList();
    int all = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Integer> one : threads.invokeAll(eight)) {
        all += one.get();
      }
    }
    assertEquals(20, all);
  }

  @Test
  void a_million_keys_leave_a_bounded_number_behind() {
    Random random = new Random(SEED);
    Limiter one = limiter(60, 4096);
    int most = 0;
    for (int i = 0; i < 1_000_000; i++) {
      one.take(Long.toHexString(random.nextLong()));
      if (i % 10_000 == 0) {
        most = Math.max(most, one.size());
      }
    }
    assertTrue(most <= 4096 && one.size() <= 4096, () -> "kept " + one.size());
    assertTrue(one.size() > 2048, "the control: it does remember");
  }

  @Test
  void those_that_owe_nothing_go_first() {
    Limiter one = limiter(60, 64);
    exhaust(one);
    for (int i = 0; i < 10_000; i++) {
      one.take("passing " + i);
      assertFalse(one.take(ALICE).granted(), () -> "seed " + SEED);
    }
    for (int i = 0; i < 1000; i++) {
      move(TimeUnit.MILLISECONDS.toNanos(1100)); // One that came once owes nothing any more.
      one.take("slow " + i);
      one.take(ALICE);
    }
    assertTrue(one.size() <= 64);
  }

  private Limiter limiter(int perMinute, int keys) {
    return new Limiter(new Rate(perMinute), clock::get, keys);
  }

  private void move(long nanos) {
    clock.addAndGet(nanos);
  }

  private static void exhaust(Limiter limiter) {
    assertEquals(limiter.rate().burst(), granted(limiter, limiter.rate().burst()));
  }

  private static int granted(Limiter limiter, int tries) {
    int granted = 0;
    for (int i = 0; i < tries; i++) {
      granted += limiter.take(ALICE).granted() ? 1 : 0;
    }
    return granted;
  }
}
