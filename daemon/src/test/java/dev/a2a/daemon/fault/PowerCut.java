package dev.a2a.daemon.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A disk that forgets what was not fsynced: a library to preload (`powercut.c` says how it works),
/// and the folder that holds what survives.
final class PowerCut {
  private static final int BLOCK = 4096;

  private final Path library;
  private final Path shadow;

  private PowerCut(Path library, Path shadow) {
    this.library = library;
    this.shadow = shadow;
  }

  /// Is there a compiler?
  static boolean possible() {
    return Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "gcc")));
  }

  /// Compiles the library into `folder`, where what survives will be, too.
  static PowerCut in(Path folder) throws IOException, InterruptedException {
    Path source = folder.resolve("powercut.c");
    Path library = folder.resolve("powercut.so");
    try (InputStream c = PowerCut.class.getResourceAsStream("powercut.c")) {
      Files.copy(c, source, StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> gcc = List.of("gcc", "-Wall", "-Wextra", "-O2", "-shared", "-fPIC", "-o");
    int status =
        new ProcessBuilder(
                Stream.concat(
                        gcc.stream(),
                        Stream.of(library.toString(), source.toString(), "-ldl", "-lpthread"))
                    .toList())
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException("gcc ended with " + status);
    }
    return new PowerCut(library, Files.createDirectories(folder.resolve("shadow")));
  }

  /// What a daemon needs in its environment, with further variables of the library.
  Map<String, String> env(String... further) {
    Map<String, String> env = new HashMap<>();
    env.put("LD_PRELOAD", library.toString());
    env.put("CUT_SHADOW", shadow.toString());
    for (String one : further) {
      env.put(one.split("=", 2)[0], one.split("=", 2)[1]);
    }
    return env;
  }

  /// The disk as it is now, nothing of it in doubt: what the next daemon starts from.
  void settle(Path data) throws IOException {
    clear(shadow);
    for (String name : names(data)) {
      if (!name.endsWith("-shm")) { // Rather memory than disk: made anew by whoever opens the file.
        Files.copy(data.resolve(name), shadow.resolve(name));
      }
    }
  }

  /// Which file's fsync failed; empty when none has yet.
  String failed() throws IOException {
    Path said = shadow.resolve("failed");
    return Files.exists(said) ? Files.readString(said) : "";
  }

  /// The daemon is dead; puts what survives in the place of its data, and settles.
  ///
  /// @param chance decides for each block that was not fsynced whether it got to the disk all the
  ///   same; null lets none of them
  void cut(Path data, @Nullable RandomGenerator chance) throws IOException {
    Files.deleteIfExists(shadow.resolve("failed"));
    for (String name : names(data)) {
      Path kept = shadow.resolve(name);
      if (Files.exists(kept) && chance != null) {
        blend(data.resolve(name), kept, chance);
      }
      Files.delete(data.resolve(name));
    }
    for (String name : names(shadow)) {
      if (!name.endsWith(".half")) {
        Files.copy(shadow.resolve(name), data.resolve(name));
      }
    }
    settle(data);
  }

  private static void blend(Path live, Path kept, RandomGenerator chance) throws IOException {
    byte[] ours = new byte[BLOCK];
    byte[] theirs = new byte[BLOCK];
    try (RandomAccessFile from = new RandomAccessFile(live.toFile(), "r");
        RandomAccessFile to = new RandomAccessFile(kept.toFile(), "rw")) {
      for (long at = 0; at < from.length(); at += BLOCK) {
        int n = read(from, at, ours);
        int m = read(to, at, theirs);
        if (!Arrays.equals(ours, 0, n, theirs, 0, m) && chance.nextBoolean()) {
          to.seek(at);
          to.write(ours, 0, n);
        }
      }
    }
  }

  private static int read(RandomAccessFile file, long at, byte[] block) throws IOException {
    file.seek(at);
    int n = 0;
    for (int more = 0; more >= 0 && n < block.length; n += Math.max(0, more)) {
      more = file.read(block, n, block.length - n);
    }
    return n;
  }

  private static Set<String> names(Path folder) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("a2a.db"))
          .forEach(names::add);
    }
    return names;
  }

  private static void clear(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
