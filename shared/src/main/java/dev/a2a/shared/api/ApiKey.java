package dev.a2a.shared.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// An agent's credential: `a2a_sk_`, 43 Base62 digits (256 random bits), and 6 more that are the
/// CRC-32 of what stands before them. The checksum tells a mistyped key from a revoked one without
/// asking anybody, and lets leak scanners be sure.
///
/// [#toString] never shows the key.
public final class ApiKey {
  public static final String PREFIX = "a2a_sk_";

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM_DIGITS = 43;
  private static final int CHECK_DIGITS = 6;
  private static final Pattern SHAPE =
      Pattern.compile("[0-9A-Za-z]{" + (RANDOM_DIGITS + CHECK_DIGITS) + "}");

  /// An agent's key or the operator's, wherever it stands in a text.
  private static final Pattern ANY = Pattern.compile("a2a_(?:sk|ak)_" + SHAPE.pattern());

  private static final String BETWEEN = "[\\s\\p{C}\\p{Z}\\p{M}]+";

  private final String text;

  private ApiKey(String text) {
    this.text = text;
  }

  /// A new key. Digits are drawn without bias.
  public static ApiKey random(SecureRandom random) {
    return new ApiKey(fresh(PREFIX, random));
  }

  /// Random digits between a prefix and their checksum.
  static String fresh(String prefix, SecureRandom random) {
    StringBuilder key = new StringBuilder(prefix);
    for (int i = 0; i < RANDOM_DIGITS; i++) {
      key.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return key + checksum(key);
  }

  /// The key in `text`; refuses with [Problem.InvalidKey] what cannot be one.
  public static ApiKey parse(String text) {
    if (!fits(PREFIX, text)) {
      throw new Refusal(new Problem.InvalidKey());
    }
    return new ApiKey(text);
  }

  /// Could that be a key with this prefix, mistyped nowhere?
  static boolean fits(String prefix, String text) {
    int check = text.length() - CHECK_DIGITS;
    return text.startsWith(prefix)
        && SHAPE.matcher(text.substring(prefix.length())).matches()
        && checksum(text.subSequence(0, check)).equals(text.substring(check));
  }

  /// Does a valid key stand in a text, also one that is broken up by spaces, line breaks, invisible
  /// characters or letters in another shape?
  public static boolean isIn(String text) {
    String joined = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll(BETWEEN, "");
    Matcher found = ANY.matcher(joined);
    for (int from = 0; found.find(from); from = found.start() + 1) {
      int check = found.end() - CHECK_DIGITS;
      if (checksum(joined.subSequence(found.start(), check))
          .contentEquals(joined.subSequence(check, found.end()))) {
        return true;
      }
    }
    return false;
  }

  /// The key itself, for the one place that keeps it and the header that carries it.
  public String reveal() {
    return text;
  }

  /// What the daemon keeps of it, 32 bytes. A plain SHA-256 suffices: 256 random bits cannot be
  /// guessed.
  public byte[] sha256() {
    return sha256(text);
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return PREFIX + "…" + text.substring(text.length() - 4);
  }

  private static String checksum(CharSequence key) {
    CRC32 crc = new CRC32();
    crc.update(key.toString().getBytes(StandardCharsets.US_ASCII));
    long rest = crc.getValue();
    char[] digits = new char[CHECK_DIGITS];
    for (int i = CHECK_DIGITS - 1; i >= 0; i--) {
      digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return new String(digits);
  }
}
