package dev.a2a.bridge.cli.service;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The file that makes the daemon a service of this person's session, and what to type around it.
///
/// The text is the same for every version of the program, and holds no secret.
///
/// @param traces further files that the system makes when the service is enabled
record Service(Path file, String text, List<String> start, List<String> stop, List<Path> traces) {
  /// The word by which a file is known to be ours.
  private static final String MARK = "a2a daemon install-service";

  /// What is to run.
  ///
  /// @param command the program, by a path that outlives its version, and its arguments
  /// @param environment what it needs to know of the environment of whoever installs it
  /// @param log where what it says goes if the system keeps no log of its services
  record Job(List<String> command, Map<String, String> environment, Path log) {
    Job {
      for (String text : command) {
        refuseControls(text);
      }
      environment.values().forEach(Job::refuseControls);
    }

    private static void refuseControls(String text) {
      if (text.chars().anyMatch(Character::isISOControl)) {
        throw new Refusal(
            new Problem.BadUsage("A service cannot have a path with a line break in it: " + text));
      }
    }
  }

  /// The service on a system of that name (as in `os.name`).
  static Service of(String system, Map<String, String> env, Job job) {
    Path home = absolute(env, "HOME", Path.of(System.getProperty("user.home")));
    if (system.startsWith("Linux")) {
      Path config = absolute(env, "XDG_CONFIG_HOME", home.resolve(".config"));
      return Systemd.service(config.resolve("systemd/user"), job);
    }
    if (system.startsWith("Mac")) {
      return Launchd.service(home.resolve("Library/LaunchAgents"), job);
    }
    throw new Refusal(
        new Problem.BadUsage(
            "Services are made for systemd and launchd only. Here the daemon is started when it is"
                + " needed, or by  a2a daemon start"));
  }

  static String mark() {
    return "Written by " + MARK + ", which leaves your changes alone.";
  }

  static boolean isOurs(String text) {
    return text.contains(MARK);
  }

  private static Path absolute(Map<String, String> env, String variable, Path otherwise) {
    String set = env.getOrDefault(variable, "");
    return new File(set).isAbsolute() ? Path.of(set) : otherwise;
  }
}
