package dev.a2a.daemon.secret;

import dev.a2a.daemon.db.Database;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/// The daemon's own secret, 256 random bits. It is never used itself: each purpose has a key of its
/// own, derived by HKDF-SHA256 (RFC 5869) with the purpose as `info`.
///
/// [#toString] never shows it. Safe for use by many threads.
public final class ServerKey {
  private static final int BYTES = 32;
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] secret;

  private ServerKey(byte[] secret) {
    this.secret = secret;
  }

  public static ServerKey random(SecureRandom random) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return new ServerKey(secret);
  }

  /// The key in the text of its file; empty when there is none.
  public static Optional<ServerKey> read(String text) {
    String digits = text.strip();
    try {
      return digits.length() == 2 * BYTES
          ? Optional.of(new ServerKey(HEX.parseHex(digits)))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The text of its file.
  public String reveal() {
    return HEX.formatHex(secret) + "\n";
  }

  /// 256 bits for one purpose; they say nothing about those for another.
  public SecretKey derive(String purpose, String algorithm) {
    try {
      HKDFParameterSpec how =
          HKDFParameterSpec.ofExtract()
              .addIKM(secret)
              .thenExpand(("a2a " + purpose).getBytes(StandardCharsets.UTF_8), BYTES);
      return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, how);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java 25 has HKDF-SHA256", e);
    }
  }

  /// Proves messages.
  public Seal seal() {
    return new Seal(derive("message seal", Seal.ALGORITHM));
  }

  /// What tells this store from others. It is no secret.
  public String storeId() {
    return HEX.formatHex(derive("store id", Seal.ALGORITHM).getEncoded(), 0, 8);
  }

  /// Is this the key that the database has been used with? True also when it has been used with
  /// none yet; from then on it is this one.
  public boolean belongsTo(Database database) {
    byte[] mine = derive("check value", Seal.ALGORITHM).getEncoded();
    Optional<byte[]> known = database.read(ServerKeyStore::checkValue);
    if (known.isEmpty()) {
      database.write(tx -> ServerKeyStore.insert(tx, mine));
      return true;
    }
    return MessageDigest.isEqual(known.get(), mine);
  }

  /// Has the database been used with a key?
  public static boolean isNeededBy(Database database) {
    return database.read(ServerKeyStore::checkValue).isPresent();
  }

  @Override
  public String toString() {
    return "server key";
  }
}
