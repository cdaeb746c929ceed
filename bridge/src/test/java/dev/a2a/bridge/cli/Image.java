package dev.a2a.bridge.cli;

import dev.a2a.bridge.link.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A folder like an installed image, whose launchers start fakes, or whatever a test puts there.
final class Image {
  final Path home;

  Image(Path home) throws IOException {
    this.home = home;
    Files.createDirectories(home.resolve("bin"));
    launcher("a2a-daemon", java(FakeDaemon.class));
    launcher("a2a-bridge", java(FakeBridge.class));
  }

  Programs programs() {
    return new Programs(Optional.of(home));
  }

  void launcher(String name, String command) throws IOException {
    Path file = home.resolve("bin").resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + command + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot be made executable: " + file);
    }
  }

  static String java(Class<?> main) {
    return "exec '%s' -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\""
        .formatted(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("java.class.path"),
            main.getName());
  }
}
