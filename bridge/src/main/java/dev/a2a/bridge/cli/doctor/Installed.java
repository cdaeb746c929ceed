package dev.a2a.bridge.cli.doctor;

import dev.a2a.bridge.link.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where the programs of this installation are.
final class Installed {
  static final List<String> PROGRAMS = List.of("a2a", "a2a-bridge", "a2a-daemon");

  private Installed() {}

  /// The folder of the launchers; empty where the programs run from a checkout.
  static Optional<Path> bin(Programs programs) {
    Path bridge = Path.of(programs.bridge(List.of()).getFirst());
    return bridge.endsWith("a2a-bridge")
        ? Optional.ofNullable(bridge.getParent())
        : Optional.empty();
  }
}
