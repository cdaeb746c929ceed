package dev.a2a.daemon.agent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;

/// A one-time code of 128 random bits that gives a key to whoever shows it. Only its SHA-256 is
/// kept.
record Claim(String text) {
  static final Duration LIFE = Duration.ofMinutes(10);

  private static final int BYTES = 16;

  /// For an agent's first key.
  static Claim registering(SecureRandom random) {
    return new Claim("a2a_claim_" + Ids.hex(random, BYTES));
  }

  /// For a key in place of another. It looks different, so that a client knows before it shows it.
  static Claim rotating(SecureRandom random) {
    return new Claim("a2a_rotation_" + Ids.hex(random, BYTES));
  }

  byte[] sha256() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// Without the code, so that it cannot slip into a log.
  @Override
  public String toString() {
    return "Claim[]";
  }
}
