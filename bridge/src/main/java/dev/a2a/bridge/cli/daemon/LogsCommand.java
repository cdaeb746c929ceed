package dev.a2a.bridge.cli.daemon;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.shared.api.Exit;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows the log of the daemon in the background.
@Command(
    name = "logs",
    description = "Show the log of a daemon that was started in the background.",
    footer = {"%nExample:", "  a2a daemon logs -n 100 -f"})
public final class LogsCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Where where = new Where();

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description = "How many of the last lines (default: 50).")
  int lines = 50;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what is written, until Ctrl-C.")
  boolean follow;

  public LogsCommand(Shell shell) {
    this.common = new Common(shell);
  }

  /// The end of the log.
  record Lines(String file, List<String> lines) {}

  @Override
  public Integer call() {
    if (lines < 0 || (follow && common.json())) {
      throw new Refusal(
          new Problem.BadUsage(
              lines < 0
                  ? "The number of lines cannot be negative."
                  : "A log that goes on is not one JSON object. Leave out --json or --follow."));
    }
    Path file = where.home(common).logFile();
    if (!Files.exists(file)) {
      throw new Refusal(
          new Problem.BadUsage(
              "There is no log at " + file + ": no daemon was started in the background there."));
    }
    Log log = new Log(file);
    List<String> last = log.last(lines, 0);
    common.print(
        new Lines(file.toString(), last),
        screen -> {
          last.forEach(screen::line);
          if (follow) {
            follow(log, screen);
          }
        });
    return Exit.OK.status();
  }

  private static void follow(Log log, Screen screen) {
    try {
      log.follow(screen::line);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // Asked to end, and that is the end.
    }
  }
}
