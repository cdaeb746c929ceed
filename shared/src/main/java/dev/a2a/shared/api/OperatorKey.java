package dev.a2a.shared.api;

import java.security.MessageDigest;
import java.security.SecureRandom;

/// The credential of a daemon's operator: as an [ApiKey], but with the prefix `a2a_ak_`.
///
/// [#toString] never shows the key.
public final class OperatorKey {
  public static final String PREFIX = "a2a_ak_";

  private final String text;

  private OperatorKey(String text) {
    this.text = text;
  }

  /// A new key of 256 random bits.
  public static OperatorKey random(SecureRandom random) {
    return new OperatorKey(ApiKey.fresh(PREFIX, random));
  }

  /// The key in `text`; refuses with [Problem.OperatorOnly] what cannot be one.
  public static OperatorKey parse(String text) {
    if (!ApiKey.fits(PREFIX, text)) {
      throw new Refusal(new Problem.OperatorOnly());
    }
    return new OperatorKey(text);
  }

  /// The key itself, for its file and the header that carries it.
  public String reveal() {
    return text;
  }

  /// The key in `text` if it is this one; refuses any other. Takes as long for one that nearly is.
  public OperatorKey proven(String shown) {
    OperatorKey other = parse(shown);
    if (!MessageDigest.isEqual(ApiKey.sha256(text), ApiKey.sha256(other.text))) {
      throw new Refusal(new Problem.OperatorOnly());
    }
    return other;
  }

  @Override
  public String toString() {
    return PREFIX + "…" + text.substring(text.length() - 4);
  }
}
