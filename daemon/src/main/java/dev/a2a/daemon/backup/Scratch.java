package dev.a2a.daemon.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A folder for files that are not finished, in the folder where they will be, so that finishing
/// one is a rename. For its owner only. Closing it removes it with what is left in it, and so does
/// the end of this process by a signal. A process that is killed leaves it behind.
final class Scratch implements AutoCloseable {
  private final Path folder;
  private final Thread hook = new Thread(this::removeOrSay);

  private Scratch(Path folder) {
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  static Scratch in(Path parent) throws IOException {
    return new Scratch(Files.createTempDirectory(parent, ".a2a-unfinished-"));
  }

  Path folder() {
    return folder;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      return; // Already shutting down: the hook removes it.
    }
    remove(folder);
  }

  /// Removes a folder of files; none is no error.
  static void remove(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder);
  }

  private void removeOrSay() {
    try {
      remove(folder);
    } catch (IOException _) {
      // Somebody was still writing into it.
      System.err.println("a2a-daemon: " + folder + " is left over and can be removed.");
    }
  }
}
