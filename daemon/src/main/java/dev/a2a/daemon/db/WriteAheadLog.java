package dev.a2a.daemon.db;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file that a commit goes to before it gets into the database, kept from growing.
///
/// SQLite moves what is in it into the database at three quarters of its limit, and lets it start
/// over when nobody reads from it at that moment. Where readers overlap without end, that moment
/// never comes, and the log grows as long as the load lasts. So beyond its limit the writer asks
/// for it: it waits until those who read an older state are done, while new readers already read
/// from the database alone. It waits for at most 100 ms, for a reader may hold a snapshot for long
/// (a backup does), and tries again only when the log has grown by the limit once more.
///
/// Belongs to the writer's thread.
final class WriteAheadLog {
  private static final Logger LOG = LoggerFactory.getLogger(WriteAheadLog.class);
  private static final int PATIENCE_MILLIS = 100;

  private final Path file;
  private final Tx tx;
  private final long limit;
  private long nextTry;

  /// @param limit bytes
  WriteAheadLog(Path file, Tx tx, long limit) {
    this.file = file;
    this.tx = tx;
    this.limit = limit;
    this.nextTry = limit;
    // Once it starts over, the file is cut to this.
    tx.first("PRAGMA journal_size_limit = " + limit, row -> row.getLong(1));
    // A page that many sends change is moved once: rarer moves cost less, so long as they come
    // before the limit.
    long pages = limit / tx.number("PRAGMA page_size");
    tx.first("PRAGMA wal_autocheckpoint = " + pages * 3 / 4, row -> row.getLong(1));
  }

  /// Lets it start over if it is too long. Costs a look at the file's length otherwise.
  void keepShort() {
    long bytes = file.toFile().length();
    if (bytes <= limit) {
      nextTry = limit; // It has started over, by itself perhaps.
    } else if (bytes > nextTry) {
      nextTry = startOver() ? limit : bytes + limit;
    }
  }

  /// Moves all that is in it into the database, so that the next write begins at its start; false
  /// when a reader did not let go in time.
  boolean startOver() {
    long patience = tx.number("PRAGMA busy_timeout");
    tx.first("PRAGMA busy_timeout = " + PATIENCE_MILLIS, row -> row.getInt(1));
    try {
      return tx.number("PRAGMA wal_checkpoint(RESTART)") == 0;
    } catch (StoreException e) {
      LOG.debug("the log cannot start over yet", e);
      return false;
    } finally {
      tx.first("PRAGMA busy_timeout = " + patience, row -> row.getInt(1));
    }
  }
}
