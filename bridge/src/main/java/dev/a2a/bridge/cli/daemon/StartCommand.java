package dev.a2a.bridge.cli.daemon;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.link.LocalDaemon;
import dev.a2a.bridge.link.Programs;
import dev.a2a.shared.api.Exit;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Home;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Starts the daemon in the background: a session of its own, none of our streams. Comes back when
/// it is ready, or when it is clear that it will not be.
@Command(
    name = "start",
    description = "Start the daemon in the background, unless it runs.",
    footer = {"%nExample:", "  a2a daemon start --port 7500"})
public final class StartCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int LOG_LINES = 10;

  @Mixin final Common common;
  @Mixin final Listening listening = new Listening();
  @Mixin final Where where = new Where();

  private final Programs programs;

  public StartCommand(Shell shell, Programs programs) {
    this.common = new Common(shell);
    this.programs = programs;
  }

  @Override
  public Integer call() throws InterruptedException {
    Home home = where.home(common);
    LocalDaemon local = new LocalDaemon(home);
    Optional<LocalDaemon.Entry> already = local.running();
    if (already.isPresent()) {
      return print(already.get(), "The daemon is already running at ");
    }
    Log log = new Log(home.logFile());
    long before = log.length();
    Process process = started(home.logFile(), log);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      boolean died = process.waitFor(50, TimeUnit.MILLISECONDS);
      Optional<LocalDaemon.Entry> now = local.running();
      if (now.isPresent()) {
        return print(now.get(), "The daemon is running at ");
      }
      // One that finds the data in use is not the only one that starts.
      if (died && process.exitValue() != Exit.UNAVAILABLE.status()) {
        throw failed(log.last(LOG_LINES, before), "it ended with status " + process.exitValue());
      }
    }
    if (!process.isAlive()) {
      throw failed(log.last(LOG_LINES, before), "it ended with status " + process.exitValue());
    }
    throw failed(
        log.last(LOG_LINES, before),
        "process " + process.pid() + " is not ready after " + PATIENCE.toSeconds() + " seconds");
  }

  private Process started(Path logFile, Log log) {
    List<String> arguments = listening.arguments();
    arguments.addAll(where.arguments());
    arguments.add("--detach");
    ProcessBuilder builder = new ProcessBuilder(programs.daemon(arguments));
    Surroundings.give(builder, common.shell());
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
    try {
      log.create();
      return builder.start();
    } catch (IOException _) {
      throw new Refusal(
          new Problem.ProgramFailed(
              "a2a-daemon",
              builder.command().getFirst() + " cannot be run, or " + logFile + " not written."));
    }
  }

  private Refusal failed(List<String> lines, String how) {
    if (lines.size() > 1) {
      lines.forEach(common::remark);
    }
    String last = lines.isEmpty() ? "" : " Its last words: " + lines.getLast();
    return new Refusal(new Problem.ProgramFailed("a2a-daemon", how + "." + last));
  }

  private int print(LocalDaemon.Entry entry, String what) {
    return common.print(
        entry,
        screen -> {
          screen.line(Style.GOOD, what + entry.url() + " (process " + entry.pid() + ").");
          screen.line("Next: a2a register NAME");
        });
  }
}
