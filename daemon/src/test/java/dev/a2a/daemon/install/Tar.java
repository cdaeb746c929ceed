package dev.a2a.daemon.install;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/// Writes `.tar.gz` files, also such as no tar program would make. The format is POSIX ustar.
final class Tar implements AutoCloseable {
  private static final int BLOCK = 512;
  private static final int CHECKSUM_AT = 148;
  private static final int CHECKSUM_LENGTH = 8;

  private final OutputStream out;

  Tar(Path file) throws IOException {
    out = new GZIPOutputStream(Files.newOutputStream(file));
  }

  Tar folder(String name) throws IOException {
    header(name, '5', 0755, 0, "");
    return this;
  }

  Tar program(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    header(name, '0', 0755, bytes.length, "");
    out.write(Arrays.copyOf(bytes, (bytes.length + BLOCK - 1) / BLOCK * BLOCK));
    return this;
  }

  Tar symbolicLink(String name, String target) throws IOException {
    header(name, '2', 0777, 0, target);
    return this;
  }

  Tar hardLink(String name, String target) throws IOException {
    header(name, '1', 0644, 0, target);
    return this;
  }

  Tar pipe(String name) throws IOException {
    header(name, '6', 0644, 0, "");
    return this;
  }

  private void header(String name, char type, int mode, int size, String target)
      throws IOException {
    byte[] block = new byte[BLOCK];
    put(block, 0, name);
    put(block, 100, octal(7, mode));
    put(block, 108, octal(7, 0));
    put(block, 116, octal(7, 0));
    put(block, 124, octal(11, size));
    put(block, 136, octal(11, 0));
    block[156] = (byte) type;
    put(block, 157, target);
    put(block, 257, "ustar\u000000root");
    put(block, 297, "root");
    Arrays.fill(block, CHECKSUM_AT, CHECKSUM_AT + CHECKSUM_LENGTH, (byte) ' ');
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    put(block, CHECKSUM_AT, octal(6, sum) + "\u0000");
    out.write(block);
  }

  private static String octal(int digits, int number) {
    return String.format(Locale.ROOT, "%0" + digits + "o", number);
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  @Override
  public void close() throws IOException {
    out.write(new byte[2 * BLOCK]);
    out.close();
  }
}
