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

  static Home of(Optional<Path> config, Optional<Path> data, Map<String, String> env) {
    return new Home(
        config.orElseGet(() -> folder(env, "XDG_CONFIG_HOME", ".config", "APPDATA")),
        data.orElseGet(() -> folder(env, "XDG_DATA_HOME", ".local/share", "LOCALAPPDATA")));
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

  /// The daemon's own secret, 0600, unless a setting names another file. Whoever has it can forge
  /// stored mail.
  public Path serverKeyFile() {
    return data.resolve("server.key");
  }

  /// Held by the daemon that owns the data.
  public Path lockFile() {
    return data.resolve("a2a.lock");
  }

  /// The operator's key, 0600.
  public Path operatorKeyFile() {
    return data.resolve("operator.key");
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
    // The specification: a relative path is to be ignored. It would also lead into the project.
    return absolute(env, onWindows ? windows : xdg)
        .or(() -> absolute(env, "HOME").map(home -> home.resolve(underHome)))
        .orElseGet(() -> Path.of(System.getProperty("user.home", "."), underHome))
        .resolve("a2a");
  }

  private static Optional<Path> absolute(Map<String, String> env, String variable) {
    String set = env.getOrDefault(variable, "");
    return new File(set).isAbsolute() ? Optional.of(Path.of(set)) : Optional.empty();
  }
}
