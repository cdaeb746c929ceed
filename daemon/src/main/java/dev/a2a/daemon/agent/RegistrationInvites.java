package dev.a2a.daemon.agent;

import dev.a2a.daemon.audit.Audit;
import dev.a2a.daemon.audit.Event;
import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.MakeRegistrationInvite;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.RegistrationInvite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Codes from the operator with which agents can be registered: 128 random bits, good for a day,
/// kept as their SHA-256. Safe for use by many threads.
public final class RegistrationInvites {
  private static final Duration LIFE = Duration.ofHours(24);
  private static final String PREFIX = "a2a_join_";
  private static final int CODE_BYTES = 16;
  private static final int ID_BYTES = 8;

  private final Database database;
  private final InstantSource clock;
  private final SecureRandom random;

  public RegistrationInvites(Database database, InstantSource clock, SecureRandom random) {
    this.database = database;
    this.clock = clock;
    this.random = random;
  }

  /// A new code, which nobody can see again.
  public RegistrationInvite make(MakeRegistrationInvite asked) {
    String code = PREFIX + hex(CODE_BYTES);
    String id = "join_" + hex(ID_BYTES);
    Instant now = clock.instant();
    Instant end = now.plus(LIFE);
    return database.write(tx -> {
      RegistrationInviteStore.insert(tx, sha256(code), id, asked.uses(), now, end);
      Audit.record(
          tx, Audit.OPERATOR, now, new Event.RegistrationInviteMade(id, asked.uses(), end));
      return new RegistrationInvite(id, code, asked.uses(), end);
    });
  }

  /// Takes one use of a code; its id. A registration that fails gives it back, because it is of the
  /// same transaction.
  static String use(Tx tx, @Nullable String code, Instant now) {
    if (code == null) {
      throw new Refusal(new Problem.InviteRequired());
    }
    return RegistrationInviteStore.take(tx, sha256(code), now)
        .orElseThrow(() -> new Refusal(new Problem.InviteRequired()));
  }

  private String hex(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
