package dev.a2a.daemon.message;

import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.search.WordIndexStore;
import dev.a2a.daemon.search.WordIndexStore.Entry;
import dev.a2a.daemon.secret.Seal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the index of words after the mail, in small steps. A send does not wait for it: while
/// others wait for the writer it takes one step a second, else as many as there is mail.
///
/// Words are cut on a thread of its own; only the insertion is the writer's. A search does not need
/// it to have come to the end, see [Search].
public final class Indexing implements AutoCloseable {
  static final int STEP = 200;

  private static final Logger LOG = LoggerFactory.getLogger(Indexing.class);
  private static final int STEP_BYTES = 128 << 10;

  private final Database database;
  private final Seal seal;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("indexing").factory());

  public Indexing(Database database, Seal seal) {
    this.database = database;
    this.seal = seal;
  }

  /// Begins now, and looks every second from then on.
  public void start() {
    var _ = timer.scheduleWithFixedDelay(this::run, 0, 1, TimeUnit.SECONDS);
  }

  /// Indexes all that there is.
  public synchronized void catchUp() {
    while (step() > 0) {
      // There may be more.
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private synchronized void run() {
    try {
      while (step() > 0 && database.waiting() == 0 && !timer.isShutdown()) {
        // Nobody else has anything to do.
      }
    } catch (RuntimeException e) {
      // The timer would never run again, and the next second may be better.
      LOG.debug("nothing more was indexed this time: {}", e.getMessage());
    }
  }

  /// Indexes some messages; returns how many.
  private int step() {
    List<Stored> next =
        database.read(tx -> SearchStore.after(tx, seal, WordIndexStore.indexedTo(tx), STEP));
    List<Entry> entries = new ArrayList<>();
    int bytes = 0;
    int taken = 0;
    while (taken < next.size() && bytes < STEP_BYTES) {
      Stored message = next.get(taken++);
      bytes += message.bodyBytes();
      if (!message.damaged()) {
        entries.add(entry(message));
      }
    }
    if (taken == 0) {
      return 0; // Looking costs no write.
    }
    long last = next.get(taken - 1).seq();
    return database.write(tx -> {
      // Retention may have been here in between.
      entries.removeIf(entry -> !SearchStore.exists(tx, entry.seq()));
      WordIndexStore.add(tx, entries, last);
      return entries.size() + 1;
    });
  }

  private static Entry entry(Stored message) {
    return Entry.of(
        message.seq(),
        message.senderId(),
        message.recipientId(),
        message.subject(),
        message.body());
  }
}
