package dev.a2a.bridge.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The path of our bridge that still leads to one after an update: a link that whoever installed it
/// moves to the new version, not the version itself.
public final class BridgePath {
  private static final String BRIDGE = "a2a-bridge";

  private BridgePath() {}

  /// The stable path that leads to this `bridge`, else its own.
  public static Path stable(Path bridge, Machine machine) {
    return candidates(machine).filter(link -> leadsTo(link, bridge)).findFirst().orElse(bridge);
  }

  private static Stream<Path> candidates(Machine machine) {
    List<Path> known =
        Stream.concat(
                machine.variable("HOMEBREW_PREFIX").stream(),
                Stream.of("/opt/homebrew", "/usr/local", "/home/linuxbrew/.linuxbrew")
                    .map(Path::of))
            .map(prefix -> prefix.resolve("opt/a2a/bin"))
            .toList();
    Path sdkman =
        machine
            .variable("SDKMAN_DIR")
            .orElse(machine.home().resolve(".sdkman"))
            .resolve("candidates/a2a/current/bin");
    Stream<Path> own =
        Stream.concat(
            machine.variable("A2A_BIN_DIR").stream(),
            Stream.of(machine.home().resolve(".local/bin")));
    return Stream.of(known.stream(), Stream.of(sdkman), own, machine.folders())
        .flatMap(folders -> folders)
        .map(folder -> folder.resolve(BRIDGE));
  }

  private static boolean leadsTo(Path link, Path bridge) {
    try {
      return Files.exists(link)
          && !link.equals(link.toRealPath())
          && link.toRealPath().equals(bridge.toRealPath());
    } catch (IOException _) {
      return false; // Such as a link into a folder that we may not enter.
    }
  }
}
