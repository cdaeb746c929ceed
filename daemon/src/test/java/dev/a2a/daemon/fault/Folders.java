package dev.a2a.daemon.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Data folders, which are flat.
final class Folders {
  private Folders() {}

  /// Makes `to` what `from` is.
  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (Path file : files(to)) {
      Files.delete(file);
    }
    for (Path file : files(from)) {
      Files.copy(file, to.resolve(file.getFileName()));
    }
  }

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
