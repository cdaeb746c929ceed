package dev.a2a.bridge.cli.backup;

import dev.a2a.bridge.cli.daemon.Where;
import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.bridge.link.Programs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Puts a backup in place of this machine's mail.
@Command(
    name = "restore",
    description = "Put a backup in place of this machine's mail.",
    footer = {
      "%nThe daemon must not run. What was there before is kept.",
      "%nExample:",
      "  a2a daemon stop && a2a restore mail.a2a-backup --force"
    })
public final class RestoreCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Where where = new Where();

  @Parameters(paramLabel = "FILE", description = "The file that `a2a backup` made.")
  String file = "";

  @Option(names = "--force", description = "Replace the mail that is there.")
  boolean force;

  private final Programs programs;

  public RestoreCommand(Shell shell, Programs programs) {
    this.common = new Common(shell);
    this.programs = programs;
  }

  /// What was restored, as the daemon program says it.
  record Restored(
      String data,
      String file,
      Instant createdAt,
      String version,
      long messages,
      long highestSeq,
      String highestId,
      boolean serverKey,
      @Nullable String kept) {}

  @Override
  public Integer call() throws InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("--restore", file));
    if (force) {
      arguments.add("--force");
    }
    Restored restored = new DaemonProgram(programs, common, where).ask(arguments, Restored.class);
    return common.print(restored, screen -> show(restored, screen));
  }

  private static void show(Restored restored, Screen screen) {
    screen.line(Style.GOOD, restored.messages() + " messages are restored into " + restored.data());
    screen.line(
        "  made on     " + When.shown(restored.createdAt()) + ", a2a " + restored.version());
    screen.line("  server.key  " + (restored.serverKey() ? "restored" : "not in the backup"));
    if (restored.kept() != null) {
      screen.line("  before      kept in " + restored.kept());
    }
    screen.line(
        Style.WARNING,
        "What was accepted after " + When.shown(restored.createdAt()) + " may be missing:");
    screen.line("mail, marks, new agents and keys; what was revoked since may be valid again.");
    screen.line("Next: a2a daemon start");
  }
}
