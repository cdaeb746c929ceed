package dev.a2a.daemon.agent;

import dev.a2a.daemon.db.Tx;
import java.time.Instant;
import java.util.Optional;

/// SQL for the codes with which agents can be registered.
final class RegistrationInviteStore {
  private RegistrationInviteStore() {}

  static void insert(
      Tx tx, byte[] sha256, String inviteId, int uses, Instant now, Instant expiresAt) {
    tx.update("DELETE FROM registration_invites WHERE expires_at <= ?", now.toEpochMilli());
    tx.update(
        """
        INSERT INTO registration_invites (sha256, id, uses_left, created_at, expires_at)
        VALUES (?, ?, ?, ?, ?)
        """,
        sha256,
        inviteId,
        uses,
        now.toEpochMilli(),
        expiresAt.toEpochMilli());
  }

  /// Takes one use; the invite's id, or empty when there is no such use.
  static Optional<String> take(Tx tx, byte[] sha256, Instant now) {
    int taken =
        tx.update(
            """
            UPDATE registration_invites SET uses_left = uses_left - 1
            WHERE sha256 = ? AND uses_left > 0 AND expires_at > ?
            """,
            sha256,
            now.toEpochMilli());
    return taken == 0
        ? Optional.empty()
        : tx.first(
            "SELECT id FROM registration_invites WHERE sha256 = ?", r -> r.getString(1), sha256);
  }
}
