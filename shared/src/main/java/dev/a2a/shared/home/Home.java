package dev.a2a.shared.home;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The places on disk, after the XDG Base Directory Specification: configuration in
/// `~/.config/a2a`, state in `~/.local/share/a2a`; on Windows in `%APPDATA%\a2a` and
/// `%LOCALAPPDATA%\a2a`. Nothing here touches the disk.
public record Home(Path config, Path data) {

  static Home of(Optional<String> config, Optional<String> data, Map<String, String> env) {
    return new Home(
        config.map(Path::of).orElseGet(() -> folder(env, "XDG_CONFIG_HOME", ".config", "APPDATA")),
        data.map(Path::of)
            .orElseGet(() -> folder(env, "XDG_DATA_HOME", ".local/share", "LOCALAPPDATA")));
  }

  /// Profiles and settings; no secrets.
  public Path configFile() {
    return config.resolve("config.json");
  }

  /// API keys, 0600, where no keychain holds them.
  public Path credentialsFile() {
    return config.resolve("credentials.json");
  }

  public Path database() {
    return data.resolve("a2a.db");
  }

  /// Held by the daemon that owns the data.
  public Path lockFile() {
    return data.resolve("a2a.lock");
  }

  /// Where the running daemon listens, 0600.
  public Path daemonFile() {
    return data.resolve("daemon.json");
  }

  /// What a daemon in the background has to say.
  public Path logFile() {
    return data.resolve("daemon.log");
  }

  private static Path folder(
      Map<String, String> env, String xdg, String underHome, String windows) {
    boolean onWindows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    String set = env.getOrDefault(onWindows ? windows : xdg, "");
    Path base =
        // The specification: a relative path is to be ignored.
        new File(set).isAbsolute()
            ? Path.of(set)
            : Path.of(env.getOrDefault("HOME", System.getProperty("user.home", ".")), underHome);
    return base.resolve("a2a");
  }
}
