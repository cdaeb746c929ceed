package dev.a2a.bridge.cli.daemon;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// The log of a daemon in the background. Reads at most its last MiB, however large it is.
final class Log {
  private static final int TAIL_BYTES = 1 << 20;
  private static final int CHUNK = 64 << 10;

  private final Path path;

  Log(Path path) {
    this.path = path;
  }

  /// Makes the file, for its owner only, unless it is there.
  void create() throws IOException {
    Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a folder");
    Files.createDirectories(folder, mode("rwx------"));
    try {
      Files.createFile(path, mode("rw-------"));
    } catch (FileAlreadyExistsException _) {
      // Written on: the log goes over many starts.
    }
  }

  /// Its length now; 0 where there is none.
  long length() {
    return path.toFile().length();
  }

  /// The last lines from `start` on.
  List<String> last(int lines, long start) {
    List<String> all =
        decoded(from(Math.max(start, length() - TAIL_BYTES), TAIL_BYTES)).lines().toList();
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }

  /// Hands on what is written from now on, line by line, until the thread is interrupted. A log
  /// that was cut or replaced is read from its beginning.
  void follow(Consumer<String> line) throws InterruptedException {
    long at = length();
    StringBuilder unfinished = new StringBuilder();
    while (true) {
      Thread.sleep(200);
      if (length() < at) {
        at = 0;
      }
      String more = from(at, CHUNK);
      at += more.length();
      unfinished.append(more);
      int end;
      while ((end = unfinished.indexOf("\n")) >= 0) {
        line.accept(decoded(unfinished.substring(0, end)));
        unfinished.delete(0, end + 1);
      }
    }
  }

  // As bytes in a string, so that a character is never cut in half.
  private String from(long start, int most) {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(start);
      byte[] bytes = new byte[(int) Math.max(0, Math.min(most, file.length() - start))];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      throw new Refusal(new Problem.UnusableFile(path.toString(), "it cannot be read"));
    }
  }

  private static String decoded(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static FileAttribute<?>[] mode(String mode) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
