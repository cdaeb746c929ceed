package dev.a2a.daemon.db;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.ProgressHandler;

/// Counts what SQLite does for one piece of work, on all connections of a database: rows and keys
/// that are stepped over show, whoever waits for whom does not. The same work gives the same count
/// on every machine.
public final class Steps {
  private final AtomicLong steps = new AtomicLong();

  private Steps() {}

  /// Begins to count. SQLite's work on that database gets slower by it.
  public static Steps of(Database database) {
    Steps counted = new Steps();
    for (int i = 0; i < Database.READERS; i++) { // They take turns, so this meets each.
      database.read(counted::install);
    }
    database.change(counted::install);
    return counted;
  }

  /// What that work costs.
  public long in(Runnable work) {
    long before = steps.get();
    work.run();
    return steps.get() - before;
  }

  private int install(Tx tx) {
    try {
      ProgressHandler.setHandler(
          tx.connection,
          1,
          new ProgressHandler() {
            @Override
            protected int progress() {
              steps.incrementAndGet();
              return 0; // Go on.
            }
          });
      return 0;
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }
}
