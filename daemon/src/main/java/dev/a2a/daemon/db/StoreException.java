package dev.a2a.daemon.db;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The database did not do as it was told. What the caller hears depends on why: see [Writer].
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreException(SQLException cause) {
    super(cause);
  }

  StoreException(String message) {
    super(message);
  }

  /// No room on the disk; it may come back.
  public boolean diskFull() {
    return has(SQLiteErrorCode.SQLITE_FULL);
  }

  /// What is on the disk is no database, or a broken one.
  public boolean damaged() {
    return has(SQLiteErrorCode.SQLITE_CORRUPT) || has(SQLiteErrorCode.SQLITE_NOTADB);
  }

  /// Somebody else writes to the file, and did not finish in time.
  boolean busy() {
    return has(SQLiteErrorCode.SQLITE_BUSY);
  }

  /// Does SQLite undo the whole transaction by itself after this? Then no statement may follow in
  /// it.
  ///
  /// @see <a href="https://sqlite.org/lang_transaction.html">SQLite: response to errors within a
  ///   transaction</a>
  boolean endsTransaction() {
    return diskFull()
        || has(SQLiteErrorCode.SQLITE_IOERR)
        || has(SQLiteErrorCode.SQLITE_NOMEM)
        || has(SQLiteErrorCode.SQLITE_INTERRUPT)
        || has(SQLiteErrorCode.SQLITE_CORRUPT)
        || has(SQLiteErrorCode.SQLITE_READONLY)
        || has(SQLiteErrorCode.SQLITE_CANTOPEN);
  }

  private boolean has(SQLiteErrorCode code) {
    // The low byte is the primary code; extended codes say more above it.
    return getCause() instanceof SQLiteException e && (e.getResultCode().code & 0xFF) == code.code;
  }
}
