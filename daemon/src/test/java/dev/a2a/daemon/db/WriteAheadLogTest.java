package dev.a2a.daemon.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteAheadLogTest {
  private static final long LIMIT = 256 << 10;
  private static final int WRITES = 800;
  private static final String LARGE = "x".repeat(10_000);

  @TempDir Path folder;

  @Test
  void the_log_stays_short_though_some_reader_always_reads() throws Exception {
    long longest = longestUnderOverlappingReaders(LIMIT, Duration.ofMillis(10));

    // Where the machine is busy a reader may not let go in time, and the next try is a limit later.
    assertTrue(longest < 10 * LIMIT, () -> "longest: " + longest);
  }

  @Test
  void without_a_limit_such_readers_make_it_grow_with_all_that_is_written() throws Exception {
    long longest = longestUnderOverlappingReaders(Long.MAX_VALUE / 2, Duration.ofSeconds(10));

    assertTrue(longest > (long) WRITES * LARGE.length() / 2, () -> "longest: " + longest);
  }

  @Test
  void a_reader_that_stays_does_not_hold_up_writes_and_the_log_is_short_after_it()
      throws Exception {
    try (Database database = open(LIMIT);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch reading = new CountDownLatch(1);
      CountDownLatch done = new CountDownLatch(1);
      Future<Long> seen =
          threads.submit(() ->
              database.read(tx -> {
                count(tx);
                reading.countDown();
                await(done);
                return count(tx);
              }));
      reading.await();
      for (int i = 0; i < WRITES / 4; i++) {
        insert(database, i);
      }
      assertTrue(length() > 2 * LIMIT, "it cannot start over while somebody reads it");
      done.countDown();
      assertEquals(0, seen.get(), "a snapshot stays as it was");
      for (int i = WRITES; i < WRITES + 60; i++) {
        insert(database, i);
      }
      assertTrue(length() <= 2 * LIMIT, () -> "length: " + length());
      assertEquals(WRITES / 4 + 60, database.read(WriteAheadLogTest::count));
    }
  }

  /// Two readers, each of which ends only when the other has begun and something was committed
  /// since, or after `span`: at every commit some reader is at an older state.
  private long longestUnderOverlappingReaders(long limit, Duration span) throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    Semaphore one = new Semaphore(1);
    Semaphore other = new Semaphore(0);
    long longest = 0;
    try (Database database = open(limit);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> readers = new ArrayList<>();
      readers.add(threads.submit(() -> overlap(database, stop, span, one, other)));
      readers.add(threads.submit(() -> overlap(database, stop, span, other, one)));
      for (int i = 0; i < WRITES; i++) {
        insert(database, i);
        longest = Math.max(longest, length());
      }
      stop.set(true);
      for (Future<?> reader : readers) {
        reader.get(30, TimeUnit.SECONDS);
      }
      assertEquals(WRITES, database.read(WriteAheadLogTest::count), "nothing is lost by it");
    }
    return longest;
  }

  private static void overlap(
      Database database, AtomicBoolean stop, Duration span, Semaphore mine, Semaphore others) {
    while (!stop.get()) {
      mine.acquireUninterruptibly();
      long began = database.commits();
      database.read(tx -> {
        long seen = count(tx);
        others.release();
        long until = System.nanoTime() + span.toNanos();
        while (database.commits() <= began + 1 && System.nanoTime() < until && !stop.get()) {
          LockSupport.parkNanos(50_000); // Looks again; spinning would starve the writer.
        }
        return seen;
      });
    }
    others.release();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void insert(Database database, int number) {
    database.write(tx ->
        tx.update(
            "INSERT INTO agents (id, name, listed, created_at) VALUES (?, ?, 0, 0)",
            "a" + number,
            LARGE));
  }

  private static long count(Tx tx) {
    return tx.number("SELECT COUNT(*) FROM agents");
  }

  private long length() {
    return folder.resolve("a2a.db-wal").toFile().length();
  }

  private Database open(long limit) throws IOException {
    return Database.open(folder.resolve("a2a.db"), folder.resolve("a2a.lock"), true, limit);
  }
}
