package dev.a2a.bridge.cli.audit;

import dev.a2a.bridge.cli.operator.OperatorLink;
import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.option.Paging;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Table;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.shared.api.LinkedAuditEntry;
import dev.a2a.shared.api.LinkedAuditLog;
import dev.a2a.shared.audit.LinkCheck;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Shows what all agents of a daemon did, or checks that nothing of it was changed.
@Command(
    name = "audit",
    description = "Show what all agents did, newest first, or check the logs.",
    footer = {
      "%nWith --verify the chains of all agents are checked, and the one over them.",
      "%nExample:",
      "  a2a operator audit --verify"
    })
public final class OperatorAuditCommand implements Callable<Integer> {
  private static final String PATH = "/v1/operator/audit";

  @Mixin final Common common;
  @Mixin final Paging paging = new Paging();
  @Mixin final Verifying verifying = new Verifying();

  public OperatorAuditCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    return verifying.asked() ? verify() : list();
  }

  private int list() {
    LinkedAuditLog answer =
        OperatorLink.to(common)
            .call("GET", paging.path(PATH, Map.of()), Optional.empty(), LinkedAuditLog.class);
    int status = common.print(answer, screen -> show(answer, screen));
    paging.remark(common, answer.hasMore(), answer.cursor(), "operator", "audit");
    return status;
  }

  private int verify() {
    LinkCheck check = new LinkCheck(verifying.noted());
    Verifying.all(
        OperatorLink.to(common),
        PATH,
        LinkedAuditLog.class,
        page -> page.entries().stream().allMatch(check::take),
        LinkedAuditLog::cursor);
    Verified verified = Verified.or(check.fault(), check.head());
    return common.print(verified, screen -> verified.show(screen, "a2a operator audit"));
  }

  private static void show(LinkedAuditLog answer, Screen screen) {
    Table table = new Table(26, "SEQ", "AT", "AGENT", "WHAT", "DETAILS");
    for (LinkedAuditEntry linked : answer.entries()) {
      table.row(
          Long.toString(linked.seq()),
          When.shown(linked.entry().at()),
          linked.entry().agentId(),
          linked.entry().kind(),
          Verified.line(linked.entry()));
    }
    screen.table(table);
  }
}
