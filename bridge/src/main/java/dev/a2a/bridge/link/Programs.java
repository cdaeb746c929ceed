package dev.a2a.bridge.link;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The other programs of this installation: launchers beside the one that runs now, or, in a
/// checkout, main classes on the class path of this process.
public final class Programs {
  private final Optional<Path> home;
  private final String ending;

  /// `home` is the folder of the installed image, or empty in a checkout.
  public Programs(Optional<Path> home) {
    this(home, System.getProperty("os.name", ""));
  }

  Programs(Optional<Path> home, String system) {
    this.home = home;
    this.ending = system.startsWith("Windows") ? ".cmd" : "";
  }

  /// The programs beside this one.
  public static Programs besideThis() {
    return new Programs(Optional.ofNullable(System.getProperty("a2a.home")).map(Path::of));
  }

  /// The folder of the installed image; empty in a checkout.
  public Optional<Path> home() {
    return home;
  }

  /// The command line that runs the program for people.
  public List<String> people(List<String> arguments) {
    return command("a2a", "dev.a2a.bridge.cli.Main", arguments);
  }

  /// The command line that runs the daemon.
  public List<String> daemon(List<String> arguments) {
    return command("a2a-daemon", "dev.a2a.daemon.Main", arguments);
  }

  /// The command line that runs the bridge.
  public List<String> bridge(List<String> arguments) {
    return command("a2a-bridge", "dev.a2a.bridge.mcp.Main", arguments);
  }

  private List<String> command(String name, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (home.isPresent()) {
      command.add(home.get().resolve("bin").resolve(name + ending).toString());
    } else {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("-Da2a.program=" + name);
      command.add("-cp");
      command.add(System.getProperty("java.class.path"));
      command.add(mainClass);
    }
    command.addAll(arguments);
    return command;
  }
}
