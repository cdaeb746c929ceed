package dev.a2a.daemon.backup;

import dev.a2a.daemon.db.DatabaseFile;
import dev.a2a.daemon.db.StoreException;
import dev.a2a.daemon.message.MailCheck;
import java.nio.file.Path;
import java.util.List;

/// All that can be found wrong with a database: its structure, its references, every body, every
/// conversation. Reads the whole of it, beside a daemon that goes on.
///
/// @param good is nothing wrong?
/// @param structure what SQLite finds, in its words; where there is anything, the rest may be
///   incomplete
/// @param references rows that point at rows which are not there
public record FullCheck(
    boolean good, String database, List<String> structure, long references, MailCheck mail) {

  /// Checks a database file.
  public static FullCheck of(Path database) {
    return of(database, database);
  }

  /// Checks a copy, in the name of what it is a copy of.
  static FullCheck of(Path copy, Path database) {
    DatabaseFile file = new DatabaseFile(copy);
    try {
      return file.read(tx -> {
        List<String> structure = DatabaseFile.damage(tx);
        long references = tx.number("SELECT COUNT(*) FROM pragma_foreign_key_check");
        MailCheck mail = MailCheck.of(tx);
        boolean good = structure.isEmpty() && references == 0 && mail.good();
        return new FullCheck(good, database.toString(), structure, references, mail);
      });
    } catch (StoreException e) {
      // Damaged so that it cannot even be read to its end.
      return new FullCheck(
          false,
          database.toString(),
          List.of(String.valueOf(e.getMessage())),
          0,
          new MailCheck(0, List.of(), List.of()));
    }
  }
}
