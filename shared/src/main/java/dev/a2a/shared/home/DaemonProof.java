package dev.a2a.shared.home;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How a daemon proves that it wrote `daemon.json`, which only its owner can read: HMAC-SHA256 over
/// a nonce of the client's and the port that the client came by, under the secret of that file.
///
/// Who listens on the port without the secret has no answer, and who passes the nonce on to the
/// daemon on another port gets one that does not fit.
public final class DaemonProof {
  private static final int BYTES = 32;

  private DaemonProof() {}

  /// 256 random bits in hexadecimal, as a secret or a nonce.
  public static String random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  public static boolean isNonce(String text) {
    return text.matches("[0-9a-f]{64}");
  }

  public static String of(String secret, String nonce, int port) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] said = ("a2a daemon " + nonce + " " + port).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(said));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }
}
