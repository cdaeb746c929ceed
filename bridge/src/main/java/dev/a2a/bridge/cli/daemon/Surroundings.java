package dev.a2a.bridge.cli.daemon;

import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.shared.home.Setting;

/// What a daemon, or the daemon program doing something else, inherits of the environment: all but
/// the key of the agent that happens to start it.
public final class Surroundings {
  private Surroundings() {}

  public static void give(ProcessBuilder builder, Shell shell) {
    builder.environment().clear();
    builder.environment().putAll(shell.env());
    builder.environment().remove(Setting.API_KEY.env());
  }
}
