package dev.a2a.daemon.db;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.sqlite.SQLiteConfig;

/// A database file that is looked at and copied without being changed, whether a daemon has it open
/// or nobody has: SQLite lets a second process read beside the one that writes.
///
/// Each call has a connection of its own. While it lasts, the daemon's log cannot start over and
/// grows with what is written.
public record DatabaseFile(Path path) {
  private static final int DAMAGE_MAX = 100;

  /// The newest schema that this release knows.
  public static long newestSchema() {
    return Migrations.newest();
  }

  /// Runs `work` on a snapshot. Refused where there is no such file.
  public <T> T read(Function<Tx, T> work) {
    try (Tx tx = open()) {
      tx.update("BEGIN");
      T found = work.apply(tx);
      tx.update("COMMIT");
      return found;
    }
  }

  /// Writes all that was committed before this began into a new file, rebuilt: without the room
  /// that removed mail has left, and with indexes made anew. The new file is not yet fsynced.
  ///
  /// @throws StoreException if the disk is full or this file is damaged; the new one is then of no
  ///   use
  public void copyTo(Path fresh) {
    try (Tx tx = open()) {
      tx.update("VACUUM INTO ?", fresh.toString());
    }
  }

  /// What SQLite finds wrong with the structure of the file, at most 100 findings; empty when it is
  /// sound. Reads all of it.
  public static List<String> damage(Tx tx) {
    List<String> found =
        tx.all("PRAGMA integrity_check(" + DAMAGE_MAX + ")", row -> row.getString(1));
    return found.equals(List.of("ok")) ? List.of() : found;
  }

  /// Is the structure sound, indexes not compared? Much faster than [#damage].
  public static boolean quickCheck(Tx tx) {
    return tx.all("PRAGMA quick_check(1)", row -> row.getString(1)).equals(List.of("ok"));
  }

  /// The number of its schema; 0 where there is none.
  public static long schema(Tx tx) {
    return tx.number("SELECT MAX(version) FROM schema_version");
  }

  /// The rows of each table, by its name.
  public static Map<String, Long> rows(Tx tx) {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (String table :
        tx.all(
            """
            SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
            ORDER BY name
            """,
            row -> row.getString(1))) {
      rows.put(table, tx.number("SELECT COUNT(*) FROM \"" + table.replace("\"", "\"\"") + '"'));
    }
    return rows;
  }

  private Tx open() {
    if (!Files.isRegularFile(path)) {
      throw new Refusal(new Problem.UnusableFile(path.toString(), "it is not there"));
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(5_000);
    config.setGetGeneratedKeys(false);
    try {
      return new Tx(config.createConnection("jdbc:sqlite:" + path));
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }
}
