package dev.a2a.bridge.cli.audit;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.option.Paging;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.cli.terminal.Table;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.shared.api.AuditEntry;
import dev.a2a.shared.api.AuditLog;
import dev.a2a.shared.audit.ChainCheck;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Shows what one's own agent did, or checks that nothing of it was changed.
@Command(
    name = "audit",
    description = "Show what your agent did, newest first, or check the log.",
    footer = {
      "%nWith --verify every entry is fetched, and its hash computed here. Note what it",
      "prints, and give it to a later check: only so can be told that the end of the log",
      "was cut off.",
      "%nExample:",
      "  a2a audit",
      "  a2a audit --verify"
    })
public final class AuditCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Paging paging = new Paging();
  @Mixin final Verifying verifying = new Verifying();

  public AuditCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    return verifying.asked() ? verify() : list();
  }

  private int list() {
    AuditLog answer = common.get(paging.path("/v1/audit", Map.of()), AuditLog.class);
    int status = common.print(answer, screen -> show(answer, screen));
    paging.remark(common, answer.hasMore(), answer.cursor(), "audit");
    return status;
  }

  private int verify() {
    ChainCheck check = new ChainCheck(verifying.noted());
    Verifying.all(
        common.client(),
        "/v1/audit",
        AuditLog.class,
        page -> page.entries().stream().allMatch(check::take),
        AuditLog::cursor);
    Verified verified = Verified.or(check.fault(), check.head());
    return common.print(verified, screen -> verified.show(screen, "a2a audit"));
  }

  private static void show(AuditLog answer, Screen screen) {
    if (answer.entries().isEmpty()) {
      screen.line("Nothing is recorded of this agent.");
      return;
    }
    Table table = new Table(26, "N", "AT", "WHAT", "DETAILS");
    for (AuditEntry entry : answer.entries()) {
      table.row(
          Long.toString(entry.n()), When.shown(entry.at()), entry.kind(), Verified.line(entry));
    }
    screen.table(table);
    screen.line(Style.PLAIN, "Whole with --json; check it with --verify.");
  }
}
