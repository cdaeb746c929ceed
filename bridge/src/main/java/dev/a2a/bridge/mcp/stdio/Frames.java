package dev.a2a.bridge.mcp.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/// Cuts input into lines and keeps at most [#MAX] bytes of one, whatever its length.
///
/// Lines end in LF or CR LF; the last one may lack its end. For one thread.
final class Frames {
  /// The most bytes that a line may have, without its end.
  static final int MAX = 1 << 20;

  private final InputStream in;
  private final byte[] chunk = new byte[1 << 16];
  private int at;
  private int end;

  Frames(InputStream in) {
    this.in = in;
  }

  /// Blocks until a line is whole, or input ends.
  Frame next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    boolean any = false;
    while (fill()) {
      any = true;
      int newline = newline();
      if (line.size() + newline - at > MAX + 1) {
        return skip(line);
      }
      line.write(chunk, at, newline - at);
      at = newline + 1;
      if (newline < end) {
        return line(line);
      }
      at = end;
    }
    return any ? line(line) : new Frame.End();
  }

  private Frame line(ByteArrayOutputStream line) {
    byte[] bytes = line.toByteArray();
    return bytes.length > MAX && bytes[MAX] != '\r'
        ? new Frame.TooLong(IdScan.of(bytes))
        : new Frame.Line(bytes);
  }

  private Frame skip(ByteArrayOutputStream kept) throws IOException {
    IdScan scan = new IdScan();
    scan.take(kept.toByteArray(), 0, kept.size());
    while (fill()) {
      int newline = newline();
      scan.take(chunk, at, newline);
      boolean found = newline < end;
      at = found ? newline + 1 : end;
      if (found) {
        break;
      }
    }
    return new Frame.TooLong(scan.id());
  }

  private boolean fill() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(chunk));
    }
    return at < end;
  }

  /// The place of the next newline in the chunk, or its end.
  private int newline() {
    int i = at;
    while (i < end && chunk[i] != '\n') {
      i++;
    }
    return i;
  }
}
