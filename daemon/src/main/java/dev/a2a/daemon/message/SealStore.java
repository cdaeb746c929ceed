package dev.a2a.daemon.message;

import dev.a2a.daemon.db.Tx;
import dev.a2a.daemon.secret.Seal;
import java.util.HexFormat;
import java.util.List;

/// SQL that seals messages which are older than the server key.
final class SealStore {
  private SealStore() {}

  private record Unsealed(long seq, Sealed message) {}

  static boolean olderAreSealed(Tx tx) {
    return tx.number("SELECT older_sealed FROM server_key") == 1;
  }

  static int markOlderSealed(Tx tx) {
    return tx.update("UPDATE server_key SET older_sealed = 1");
  }

  /// Seals some messages above a number; returns the highest of them, 0 when there are none.
  static long sealSome(Tx tx, Seal seal, long above, int limit) {
    List<Unsealed> some =
        tx.all(
            """
            SELECT seq, id, sender_id, recipient_id, thread_id, reply_to_id, subject, body_sha256,
              created_at, expires_at
            FROM messages WHERE seq > ? AND seal IS NULL ORDER BY seq LIMIT ?
            """,
            row ->
                new Unsealed(
                    row.getLong(1),
                    new Sealed(
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        HexFormat.of().formatHex(row.getBytes(8)),
                        row.getLong(9),
                        row.getLong(10))),
            above,
            limit);
    for (Unsealed one : some) {
      tx.update("UPDATE messages SET seal = ? WHERE seq = ?", one.message().by(seal), one.seq());
    }
    return some.isEmpty() ? 0 : some.getLast().seq();
  }
}
