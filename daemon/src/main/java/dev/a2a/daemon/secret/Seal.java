package dev.a2a.daemon.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/// Tells whether values that belong together are those that were stored together: HMAC-SHA256 over
/// all of them. It does not tell that something is missing, or was put back as it once was. Safe
/// for use by many threads.
public final class Seal {
  static final String ALGORITHM = "HmacSHA256";

  private final SecretKey key;

  Seal(SecretKey key) {
    this.key = key;
  }

  /// The seal of these values, 32 bytes.
  public byte[] over(String... values) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      for (String value : values) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        // Lengths keep "ab","c" apart from "a","bc".
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        mac.update(bytes);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }

  /// Was this seal made over these values? Takes the same time for every answer.
  public boolean holds(byte @Nullable [] seal, String... values) {
    return seal != null && MessageDigest.isEqual(seal, over(values));
  }
}
