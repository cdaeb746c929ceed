package dev.a2a.bridge.cli.daemon;

import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.shared.home.Setting;

/// What a daemon inherits of the environment: all but the key of the agent that happens to start
/// it.
final class Surroundings {
  private Surroundings() {}

  static void give(ProcessBuilder builder, Shell shell) {
    builder.environment().clear();
    builder.environment().putAll(shell.env());
    builder.environment().remove(Setting.API_KEY.env());
  }
}
