package dev.a2a.bridge.host;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where programs and their settings are on a person's machine, as its environment says.
public record Machine(Map<String, String> env, boolean mac, boolean windows) {
  /// The machine that this process runs on.
  public static Machine of(Map<String, String> env) {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return new Machine(env, name.startsWith("mac"), name.startsWith("windows"));
  }

  /// The person's own folder.
  public Path home() {
    return variable("HOME")
        .or(() -> variable("USERPROFILE"))
        .orElseGet(() -> Path.of(System.getProperty("user.home", ".")));
  }

  /// The folder that a variable names, if it names one whatever the working directory is.
  Optional<Path> variable(String name) {
    String set = env.getOrDefault(name, "");
    return new File(set).isAbsolute() ? Optional.of(Path.of(set)) : Optional.empty();
  }

  /// `~/.config`, or where it was moved to.
  Path xdgConfig() {
    return variable("XDG_CONFIG_HOME").orElseGet(() -> home().resolve(".config"));
  }

  /// Where programs with a window keep their settings.
  Path applications() {
    if (mac) {
      return home().resolve("Library/Application Support");
    }
    return windows
        ? variable("APPDATA").orElseGet(() -> home().resolve("AppData/Roaming"))
        : xdgConfig();
  }

  /// A program on the `PATH`.
  public Optional<Path> program(String name) {
    return path(windows ? name + ".exe" : name)
        .or(() -> windows ? path(name + ".cmd") : Optional.empty());
  }

  private Optional<Path> path(String name) {
    return folders().map(folder -> folder.resolve(name)).filter(Files::isExecutable).findFirst();
  }

  /// The folders of the `PATH`. A relative one would lead into a project and is left out.
  Stream<Path> folders() {
    return Arrays.stream(env.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> new File(folder).isAbsolute())
        .map(Path::of);
  }
}
