package dev.a2a.daemon.message;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A part of a body that begins and ends between two characters.
///
/// @param next where the rest begins, in bytes of UTF-8; null at the end
record BodyPart(String text, @Nullable Integer next) {

  /// The part from a position on, with at most `max` bytes, but never none while there are any.
  static BodyPart of(String body, int from, int max) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    int start = characterStart(bytes, Math.min(from, bytes.length));
    int end = max >= bytes.length - start ? bytes.length : characterStart(bytes, start + max);
    return new BodyPart(
        new String(bytes, start, end - start, StandardCharsets.UTF_8),
        end == bytes.length ? null : end);
  }

  /// The beginning of the character that this byte belongs to.
  private static int characterStart(byte[] bytes, int at) {
    int start = at;
    while (start > 0 && start < bytes.length && (bytes[start] & 0xC0) == 0x80) {
      start--;
    }
    return start;
  }
}
