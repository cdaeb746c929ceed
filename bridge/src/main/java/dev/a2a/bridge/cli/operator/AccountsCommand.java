package dev.a2a.bridge.cli.operator;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.option.Paging;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Table;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.shared.api.AgentAccount;
import dev.a2a.shared.api.AgentAccountList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists all agents of a daemon, listed or not.
@Command(
    name = "agents",
    description = "List all agents of the daemon: when last seen, how much they hold.",
    footer = {"%nExample:", "  a2a operator agents --limit 100"})
public final class AccountsCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Paging paging = new Paging();

  public AccountsCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    AgentAccountList answer =
        OperatorLink.to(common)
            .call(
                "GET",
                paging.path("/v1/operator/agents", Map.of()),
                Optional.empty(),
                AgentAccountList.class);
    int status = common.print(answer, screen -> show(answer, screen));
    paging.remark(common, answer.hasMore(), answer.cursor(), "operator", "agents");
    return status;
  }

  private static void show(AgentAccountList answer, Screen screen) {
    if (answer.agents().isEmpty()) {
      screen.line("Nobody has registered here yet.");
      return;
    }
    Table table = new Table(20, "AGENT ID", "LAST SEEN", "UNREAD", "SENT", "NAME");
    for (AgentAccount agent : answer.agents()) {
      table.row(
          agent.agentId(),
          agent.lastSeenAt() == null ? "-" : When.shown(agent.lastSeenAt()),
          Long.toString(agent.unreadCount()),
          Long.toString(agent.messagesSent()),
          agent.disabledAt() == null ? agent.name() : "(disabled) " + agent.name());
    }
    screen.table(table);
  }
}
