package dev.a2a.bridge.cli.service;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The path of a program that stays when its version changes: a link to it on the `PATH`, or in
/// `~/.local/bin`, where the installer puts one.
final class StablePath {
  private StablePath() {}

  /// That link, or the program itself where there is none.
  static Path of(Path program, Map<String, String> env) {
    String name = Objects.requireNonNull(program.getFileName(), "a program has a name").toString();
    List<String> folders = Arrays.asList(env.getOrDefault("PATH", "").split(File.pathSeparator));
    return Stream.concat(folders.stream(), Stream.of(env.getOrDefault("HOME", "") + "/.local/bin"))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .map(folder -> folder.resolve(name))
        .filter(link -> leadsTo(program, link))
        .findFirst()
        .orElseGet(program::toAbsolutePath);
  }

  private static boolean leadsTo(Path program, Path link) {
    try {
      return Files.exists(link)
          && !link.toRealPath().equals(link)
          && link.toRealPath().equals(program.toRealPath());
    } catch (IOException _) {
      return false; // A link that leads nowhere we may look.
    }
  }
}
