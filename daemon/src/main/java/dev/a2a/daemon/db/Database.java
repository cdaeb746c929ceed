package dev.a2a.daemon.db;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.sqlite.SQLiteConfig;

/// The SQLite file of one daemon.
///
/// [#write] returns when the changes are on disk, [#read] sees everything that was answered before.
/// Both block and are safe for use by many threads. Opening takes the data lock, refuses a damaged
/// or newer file, brings the tables up to date, and makes sure that SQLite is set to fsync each
/// commit.
public final class Database implements AutoCloseable {
  static final int READERS = Math.max(2, Runtime.getRuntime().availableProcessors());
  private static final int FULL = 2;
  private static final long LOG_BYTES = 16L << 20;
  private static final int CACHE_KIB = 16 << 10;

  private final DataLock lock;
  private final Writer writer;
  private final Readers readers;
  private final Path file;

  private Database(Path file, DataLock lock, Writer writer, Readers readers) {
    this.file = file;
    this.lock = lock;
    this.writer = writer;
    this.readers = readers;
  }

  /// Opens or makes the database. `groupCommit` false gives each write its own fsync, to measure
  /// what the group saves.
  public static Database open(Path file, Path lockFile, boolean groupCommit) throws IOException {
    return open(file, lockFile, groupCommit, LOG_BYTES);
  }

  /// The same, with a write-ahead log that is made to start over beyond that many bytes.
  static Database open(Path file, Path lockFile, boolean groupCommit, long logBytes)
      throws IOException {
    DataLock lock = DataLock.take(lockFile);
    List<Tx> opened = new ArrayList<>();
    try {
      if (Files.exists(wal(file))) { // An unclean stop.
        checkUntouched(file);
      }
      Tx first = connect(file, false, opened);
      prepare(first, file);
      List<Tx> forReading = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        forReading.add(connect(file, true, opened));
      }
      Reserve reserve = new Reserve(file.resolveSibling("a2a.reserve"));
      reserve.take();
      WriteAheadLog log = new WriteAheadLog(wal(file), first, logBytes);
      Writer writer = new Writer(first, reserve, log, groupCommit);
      return new Database(file, lock, writer, new Readers(forReading));
    } catch (StoreException e) {
      closeAll(opened, lock);
      throw new Refusal(new Problem.DamagedData(file.toString()));
    } catch (RuntimeException e) {
      closeAll(opened, lock);
      throw e;
    }
  }

  /// Runs `work`, which adds to the data, alone, and returns when its changes are on disk. Refused
  /// while the disk is full.
  public <T> T write(Function<Tx, T> work) {
    return writer.write(true, work);
  }

  /// Runs `work`, which marks or removes, alone, and returns when its changes are on disk. Goes on
  /// while the disk is full.
  public <T> T change(Function<Tx, T> work) {
    return writer.write(false, work);
  }

  /// Runs `work` on a snapshot.
  public <T> T read(Function<Tx, T> work) {
    return readers.read(work);
  }

  /// Returns when an empty write has gone to the disk; refuses when writes do.
  public void checkWritable() {
    Problem stopped = writer.stopped();
    if (stopped != null) {
      throw new Refusal(stopped);
    }
    long now = write(tx -> (long) tx.update("UPDATE schema_version SET version = version"));
    if (now == 0) {
      throw new Refusal(new Problem.StorageFailed());
    }
  }

  /// Transactions committed since it was opened, each with one fsync.
  public long commits() {
    return writer.commits();
  }

  /// Requests that were committed since it was opened; divided by [#commits], the size of a group.
  public long committed() {
    return writer.committed();
  }

  /// Commits that failed since it was opened, for want of room or for worse.
  public long failures() {
    return writer.failures();
  }

  /// Was the store stopped by a failed commit, until a restart?
  public boolean stopped() {
    return writer.stopped() != null;
  }

  /// Bytes on the disk: of the database, of the log before it, and what is free there.
  public record Sizes(long databaseBytes, long logBytes, long diskFreeBytes) {}

  /// Measures the files as they are at this moment.
  public Sizes sizes() {
    try {
      Path log = wal(file);
      return new Sizes(
          Files.size(file),
          Files.exists(log) ? Files.size(log) : 0,
          Files.getFileStore(file).getUsableSpace());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Requests that wait for the writer.
  public int waiting() {
    return writer.waiting();
  }

  /// Answers what was accepted, then lets go of the file.
  @Override
  public void close() throws IOException {
    readers.close();
    writer.close();
    lock.close();
  }

  /// Refuses a damaged database and leaves it and its log as they are, for whoever rescues what can
  /// be: a connection that may write would move the log into the database when it is closed.
  private static void checkUntouched(Path file) {
    if (!new DatabaseFile(file).read(DatabaseFile::quickCheck)) {
      throw new Refusal(new Problem.DamagedData(file.toString()));
    }
  }

  private static void prepare(Tx tx, Path file) {
    Migrations.run(tx, file.toString());
    long synchronous = tx.number("PRAGMA synchronous");
    String journal = tx.first("PRAGMA journal_mode", row -> row.getString(1)).orElse("");
    if (synchronous != FULL || !journal.equals("wal")) {
      throw new StoreException("synchronous=" + synchronous + ", journal_mode=" + journal);
    }
  }

  /// A connection with the settings that all of them have. It is added to `opened` at once, so that
  /// it is closed even when it cannot be set up.
  static Tx connect(Path file, boolean readOnly, List<Tx> opened) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(5_000);
    // Else the driver asks for the last row id after each statement: a tenth of the writer's time.
    config.setGetGeneratedKeys(false);
    try {
      Tx tx = new Tx(config.createConnection("jdbc:sqlite:" + file));
      opened.add(tx);
      tx.update("PRAGMA trusted_schema = false");
      tx.update("PRAGMA temp_store = memory"); // Sorting needs no room on a full disk.
      tx.update("PRAGMA cache_size = -" + CACHE_KIB);
      if (readOnly) {
        tx.update("PRAGMA query_only = true");
      }
      return tx;
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  /// SQLite removes this file when the last connection closes in good order.
  private static Path wal(Path file) {
    return file.resolveSibling(file.getFileName() + "-wal");
  }

  private static void closeAll(List<Tx> opened, DataLock lock) throws IOException {
    opened.forEach(Tx::close);
    lock.close();
  }
}
