package dev.a2a.daemon.backup;

import dev.a2a.daemon.db.Tx;

/// The one thing that a backup asks the mail itself.
final class BackupStore {
  private BackupStore() {}

  /// The id of the last message accepted; empty when there is none.
  static String highestId(Tx tx) {
    return tx.first("SELECT id FROM messages ORDER BY seq DESC LIMIT 1", row -> row.getString(1))
        .orElse("");
  }
}
