package dev.a2a.bridge.cli.daemon;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.link.Programs;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Runs the daemon in this terminal, with its streams, until it ends; ends as it does.
@Command(
    name = "run",
    description = "Run the daemon here, in the foreground, until Ctrl-C.",
    footer = {"%nExample:", "  a2a daemon run --port 7500"})
public final class RunCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Listening listening = new Listening();
  @Mixin final Where where = new Where();

  private final Programs programs;

  public RunCommand(Shell shell, Programs programs) {
    this.common = new Common(shell);
    this.programs = programs;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<String> arguments = listening.arguments();
    arguments.addAll(where.arguments());
    ProcessBuilder builder = new ProcessBuilder(programs.daemon(arguments)).inheritIO();
    Surroundings.give(builder, common.shell());
    Process daemon;
    try {
      daemon = builder.start();
    } catch (IOException _) {
      throw new Refusal(
          new Problem.ProgramFailed(
              "a2a-daemon", builder.command().getFirst() + " cannot be run."));
    }
    // A signal to this process alone must not leave the daemon behind.
    Thread hook = new Thread(() -> end(daemon));
    Runtime.getRuntime().addShutdownHook(hook);
    int status = daemon.waitFor();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // Already shutting down, and the hook has nothing left to end.
    }
    return status;
  }

  private static void end(Process daemon) {
    daemon.destroy();
    try {
      daemon.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
