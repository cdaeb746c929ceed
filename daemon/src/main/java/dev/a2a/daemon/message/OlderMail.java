package dev.a2a.daemon.message;

import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.secret.Seal;

/// Seals, once, the mail of a database that is older than its server key. What changed before that
/// moment is not noticed; a daemon that is killed meanwhile goes on at its next start.
public final class OlderMail {
  private static final int STEP = 500;

  private OlderMail() {}

  /// Returns when everything has a seal. From then on a message without one is damaged.
  public static void seal(Database database, Seal seal) {
    if (database.read(SealStore::olderAreSealed)) {
      return;
    }
    long above = 0;
    long last;
    do {
      long from = above;
      last = database.change(tx -> SealStore.sealSome(tx, seal, from, STEP));
      above = last;
    } while (last > 0);
    database.change(SealStore::markOlderSealed);
  }
}
