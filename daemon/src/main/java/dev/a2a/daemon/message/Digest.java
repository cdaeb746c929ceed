package dev.a2a.daemon.message;

import dev.a2a.shared.api.SendMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// SHA-256 of what must not change.
final class Digest {
  private Digest() {}

  /// Of a body, to notice when the disk has changed it.
  static byte[] of(byte[] body) {
    return sha256().digest(body);
  }

  /// Of everything that a send asks for, to tell a retry from another message under the same
  /// idempotency key.
  static String fingerprint(SendMessage asked) {
    MessageDigest sha256 = sha256();
    List<@Nullable String> parts = new ArrayList<@Nullable String>();
    Collections.addAll(
        parts, asked.recipientId(), asked.subject(), asked.body(), asked.replyToId());
    if (asked.capabilityId() != null) { // Named, and only where it is there: older ones count on.
      Collections.addAll(parts, "capability_id", asked.capabilityId());
    }
    for (@Nullable String part : parts) {
      byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
      // Lengths keep "ab","c" apart from "a","bc", and absent apart from empty.
      sha256.update(ByteBuffer.allocate(4).putInt(part == null ? -1 : bytes.length).flip());
      sha256.update(bytes);
    }
    if (asked.expiresAt() != null) {
      optional(sha256, "expires_at", Long.toString(asked.expiresAt().toEpochMilli()));
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  // Only if it was given: fingerprints that were made before there was this argument stay true.
  private static void optional(MessageDigest sha256, String name, String value) {
    for (String part : List.of(name, value)) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      sha256.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
      sha256.update(bytes);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
