package dev.a2a.bridge.cli.backup;

import dev.a2a.bridge.cli.daemon.Where;
import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.bridge.link.Programs;
import dev.a2a.shared.api.Exit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Copies the mail of this machine into one file, while the daemon goes on.
@Command(
    name = "backup",
    description = "Copy this machine's mail into one file, while the daemon runs.",
    footer = {
      "%nThe file opens every inbox in it: keep it as you keep the mail.",
      "%nExample:",
      "  a2a backup mail.a2a-backup"
    })
public final class BackupCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Where where = new Where();

  @Parameters(paramLabel = "FILE", description = "The file to make.")
  String file = "";

  @Option(names = "--force", description = "Replace the file if it is there.")
  boolean force;

  private final Programs programs;

  public BackupCommand(Shell shell, Programs programs) {
    this.common = new Common(shell);
    this.programs = programs;
  }

  /// What was made, as the daemon program says it.
  record Made(
      String file,
      long bytes,
      Instant createdAt,
      long messages,
      long highestSeq,
      String highestId,
      boolean serverKey,
      FullCheck check) {}

  @Override
  public Integer call() throws InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("--backup", file));
    if (force) {
      arguments.add("--force");
    }
    Made made = new DaemonProgram(programs, common, where).ask(arguments, Made.class);
    common.print(made, screen -> show(made, screen));
    return (made.check().good() ? Exit.OK : Exit.INTERNAL).status();
  }

  private static void show(Made made, Screen screen) {
    screen.line(Style.GOOD, "The backup is in " + made.file());
    screen.line("  messages   " + made.messages() + ", all acknowledged before");
    screen.line("             " + When.shown(made.createdAt()) + " and perhaps later ones");
    screen.line("  size       " + made.bytes() + " bytes");
    screen.line("  server.key " + (made.serverKey() ? "included" : "not included: there is none"));
    if (!made.check().good()) {
      made.check().showDamage(screen);
      screen.line(
          Style.WARNING, "The mail is damaged, and so is this backup. Keep the one before it.");
    }
  }
}
