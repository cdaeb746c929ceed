package dev.a2a.bridge.cli.backup;

import dev.a2a.bridge.cli.daemon.Where;
import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.link.Programs;
import dev.a2a.shared.api.Exit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Reads all the mail of this machine and lists what is damaged.
@Command(
    name = "check",
    description = "Read all the mail and list what is damaged: exit status 1 if anything.",
    footer = {"%nThe daemon may run meanwhile.", "%nExample:", "  a2a daemon check"})
public final class CheckCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Where where = new Where();

  private final Programs programs;

  public CheckCommand(Shell shell, Programs programs) {
    this.common = new Common(shell);
    this.programs = programs;
  }

  @Override
  public Integer call() throws InterruptedException {
    FullCheck check =
        new DaemonProgram(programs, common, where).ask(List.of("--check"), FullCheck.class);
    common.print(
        check,
        screen -> {
          check.showDamage(screen);
          if (check.good()) {
            screen.line(
                Style.GOOD,
                "All " + check.mail().messages() + " messages are as they were stored.");
          } else {
            screen.line("Restore a backup, or keep the rest: docs/backup.md says how.");
          }
        });
    return (check.good() ? Exit.OK : Exit.INTERNAL).status();
  }
}
