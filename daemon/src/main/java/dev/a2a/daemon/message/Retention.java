package dev.a2a.daemon.message;

import dev.a2a.daemon.db.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes messages whose life is over, and idempotency keys and the receipts of removed messages
/// after a week, in small steps that let the mail of others through between them.
///
/// What has expired is not shown from that moment on, whether it is removed yet or not. Removing
/// cannot be undone, so it does not trust the clock: it goes by a time of its own, kept in the
/// database, that never runs ahead of the clock and moves at most twice as fast as this process
/// lives, and a day at each start. A clock that is a year ahead for an hour hides mail for an hour,
/// and removes none.
public final class Retention implements AutoCloseable {
  static final int STEP = 200;

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration KEPT_FOR = Duration.ofDays(7);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration AT_START = Duration.ofDays(1);
  private static final Duration KEPT_EVERY = Duration.ofHours(1);

  private final Database database;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final long startedNanos;
  private final long startedAt; // By our own time, in epoch milliseconds.
  private long keptAt; // One sweep at a time reads and writes it.
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("retention").factory());

  /// @param nanos counts what really passes, as [System#nanoTime] does
  public Retention(Database database, InstantSource clock, LongSupplier nanos) {
    this.database = database;
    this.clock = clock;
    this.nanos = nanos;
    this.startedNanos = nanos.getAsLong();
    this.startedAt =
        database
            .read(RetentionStore::time)
            .map(t -> t + AT_START.toMillis())
            .orElse(clock.millis());
    this.keptAt = Long.MIN_VALUE;
  }

  /// Sweeps now, and every minute from then on.
  public void start() {
    var _ = timer.scheduleWithFixedDelay(this::run, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  /// Removes all that is over; returns how many messages, keys and receipts that were.
  public synchronized int sweep() {
    long now = time();
    if (keptAt > now || now - KEPT_EVERY.toMillis() >= keptAt) {
      database.change(tx -> RetentionStore.keepTime(tx, now));
      keptAt = now;
    }
    int removed = 0;
    int step;
    do {
      step = step(now);
      removed += step;
    } while (step > 0);
    return removed;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void run() {
    try {
      int removed = sweep();
      if (removed > 0) {
        LOG.info("removed {} messages, keys and receipts whose life is over", removed);
      }
    } catch (RuntimeException e) {
      // The timer would never run again, and the next minute may be better.
      LOG.warn("nothing more was removed this time: {}", e.getMessage());
    }
  }

  private long time() {
    long lived = (nanos.getAsLong() - startedNanos) / 1_000_000;
    return Math.min(clock.millis(), startedAt + 2 * lived);
  }

  private int step(long now) {
    long oldest = now - KEPT_FOR.toMillis();
    if (database.read(tx -> !RetentionStore.anythingOver(tx, now, oldest))) {
      return 0; // Looking costs no write.
    }
    return database.change(tx ->
        RetentionStore.removeMessages(tx, now, STEP)
            + RetentionStore.removeKeys(tx, oldest, STEP)
            + RetentionStore.removeReceipts(tx, oldest, STEP));
  }
}
