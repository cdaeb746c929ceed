package dev.a2a.daemon.secret;

import dev.a2a.daemon.db.Tx;
import java.util.Optional;

/// SQL for what is known of the server key: a value that only it makes, from which it cannot be
/// made.
final class ServerKeyStore {
  private ServerKeyStore() {}

  static Optional<byte[]> checkValue(Tx tx) {
    return tx.first("SELECT check_value FROM server_key", row -> row.getBytes(1));
  }

  static int insert(Tx tx, byte[] checkValue) {
    return tx.update(
        "INSERT INTO server_key (check_value, older_sealed) VALUES (?, 0)", checkValue);
  }
}
