package dev.a2a.bridge.cli.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/// Lets many callers ask at once for some time: each on a virtual thread of its own, with blocking
/// calls, so that as many requests are under way as there are callers.
final class Load {
  private static final Duration AFTER_A_FAILURE = Duration.ofMillis(10);

  private Load() {}

  /// What the callers did together.
  record Slice(Tally tally, Duration time) {

    double perSecond() {
      return tally.answered() * 1e9 / time.toNanos();
    }
  }

  /// As fast as the callers are answered. `beside` asks at the same time and is not counted, but
  /// for what it was refused.
  static Slice run(List<? extends Caller> callers, List<? extends Caller> beside, Duration time) {
    return run(callers, beside, time, 0);
  }

  /// The same at a fixed rate: `rate` requests a second of all callers together, evenly spread, as
  /// far as the answers keep up with it. What falls behind is made up for.
  static Slice run(
      List<? extends Caller> callers, List<? extends Caller> beside, Duration time, int rate) {
    long gap = rate == 0 ? 0 : 1_000_000_000L / rate;
    CountDownLatch ready = new CountDownLatch(callers.size() + beside.size());
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Tally>> counted = new ArrayList<>();
      List<Future<Tally>> uncounted = new ArrayList<>();
      for (int i = 0; i < callers.size(); i++) {
        Caller caller = callers.get(i);
        Pace pace = new Pace(i * gap, callers.size() * gap);
        counted.add(threads.submit(() -> ask(caller, ready, start, time, pace)));
      }
      beside.forEach(
          c -> uncounted.add(threads.submit(() -> ask(c, ready, start, time, new Pace(0, 0)))));
      ready.await();
      long began = System.nanoTime();
      start.countDown();
      Tally tally = new Tally();
      for (Future<Tally> one : counted) {
        tally.addAll(one.get());
      }
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      for (Future<Tally> one : uncounted) {
        one.get().refusals().forEach((code, n) -> tally.refusals().merge(code, n, Long::sum));
      }
      return new Slice(tally, took);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /// When a caller asks, in nanoseconds after the start; every 0 ns is without a pause.
  private record Pace(long first, long every) {}

  private static Tally ask(
      Caller caller, CountDownLatch ready, CountDownLatch start, Duration time, Pace pace)
      throws InterruptedException {
    Tally tally = new Tally();
    try {
      caller.prepare();
    } catch (IOException _) {
      tally.refused("no_connection"); // The first call tries again.
    }
    ready.countDown();
    start.await();
    long began = System.nanoTime();
    long end = began + time.toNanos();
    long due = began + pace.first();
    while (Math.max(due, System.nanoTime()) < end) {
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      due += pace.every();
      try {
        caller.once(tally);
      } catch (IOException _) {
        tally.refused("no_answer");
        LockSupport.parkNanos(AFTER_A_FAILURE.toNanos());
      }
    }
    return tally;
  }
}
