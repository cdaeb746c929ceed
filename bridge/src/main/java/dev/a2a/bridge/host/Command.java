package dev.a2a.bridge.host;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a host starts.
public record Command(String program, List<String> arguments) {
  private static final String BRIDGE = "a2a-bridge";

  /// Is it a bridge of ours, wherever that is?
  public boolean bridge() {
    String name =
        program.substring(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1);
    return name.equals(BRIDGE) || name.startsWith(BRIDGE + ".");
  }

  /// The profile that a bridge is told.
  public Optional<String> profile() {
    int at = arguments.indexOf("--profile");
    return at >= 0 && at + 1 < arguments.size()
        ? Optional.of(arguments.get(at + 1))
        : Optional.empty();
  }

  /// The program, if it is named by an absolute path.
  public Optional<Path> file() {
    try {
      return Optional.of(Path.of(program)).filter(Path::isAbsolute);
    } catch (InvalidPathException _) {
      return Optional.empty(); // A host's file can hold anything.
    }
  }
}
