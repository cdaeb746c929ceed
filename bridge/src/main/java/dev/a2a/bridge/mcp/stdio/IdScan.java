package dev.a2a.bridge.mcp.stdio;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Finds the id of a message that is too long or too deep to be read, so that its sender need not
/// wait for an answer for ever.
///
/// Hosts write the id last as well as first, so every byte is looked at; memory stays small
/// whatever the length. What it finds need not be valid. For one thread.
final class IdScan {
  private static final int KEPT = 256;

  private final ByteArrayOutputStream item = new ByteArrayOutputStream(KEPT);
  private boolean itemIsId;
  private boolean inString;
  private boolean escaped;
  private int depth;
  private int ids;
  private @Nullable RawJson id;

  static @Nullable RawJson of(byte[] message) {
    IdScan scan = new IdScan();
    scan.take(message, 0, message.length);
    return scan.id();
  }

  void take(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (inString) {
        inText(bytes[i]);
      } else {
        between(bytes[i]);
      }
    }
  }

  /// The text of the id; null if there is none, or more than one.
  @Nullable RawJson id() {
    return ids == 1 ? id : null;
  }

  private void inText(byte b) {
    keep(b);
    if (escaped) {
      escaped = false;
    } else if (b == '\\') {
      escaped = true;
    } else if (b == '"') {
      inString = false;
    }
  }

  private void between(byte b) {
    switch (b) {
      case '{', '[' -> {
        depth++;
        if (depth > 1) {
          keep(b);
        }
      }
      case '}', ']' -> {
        if (depth == 1) {
          endOfValue();
        }
        depth--;
      }
      case ',' -> endOfValue();
      case ':' -> endOfName();
      case ' ', '\t', '\r', '\n' -> {}
      default -> {
        inString = b == '"';
        keep(b);
      }
    }
  }

  private void endOfName() {
    if (depth == 1) {
      itemIsId = text().equals("\"id\"");
      item.reset();
    }
  }

  private void endOfValue() {
    if (depth != 1) {
      return;
    }
    if (itemIsId) {
      ids++;
      id = item.size() < KEPT ? new RawJson(text()) : null;
    }
    itemIsId = false;
    item.reset();
  }

  private void keep(byte b) {
    if (item.size() < KEPT) {
      item.write(b);
    }
  }

  private String text() {
    return item.toString(StandardCharsets.UTF_8);
  }
}
