package dev.a2a.bridge.cli.daemon;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.link.LocalDaemon;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Stops the daemon of this machine, if what is about to be stopped really is that.
@Command(
    name = "stop",
    description = "Stop the daemon. What it has accepted is on disk.",
    footer = {"%nExample:", "  a2a daemon stop"})
public final class StopCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Mixin final Common common;
  @Mixin final Where where = new Where();

  public StopCommand(Shell shell) {
    this.common = new Common(shell);
  }

  /// The process that was stopped, if there was one.
  record Stopped(boolean wasRunning) {}

  @Override
  public Integer call() {
    Optional<ProcessHandle> process = new LocalDaemon(where.home(common)).process();
    if (process.isPresent()) {
      process.get().destroy();
      if (!LocalDaemon.gone(process.get(), PATIENCE)) {
        throw new Refusal(
            new Problem.NotStopped(
                process.get().pid(),
                "it was asked to end and still runs after " + PATIENCE.toSeconds() + " seconds"));
      }
    }
    return common.print(
        new Stopped(process.isPresent()),
        screen ->
            screen.line(
                Style.GOOD,
                process.isPresent() ? "The daemon has stopped." : "No daemon was running."));
  }
}
