package dev.a2a.bridge.cli.identity;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.option.Paging;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Table;
import dev.a2a.shared.api.AgentList;
import dev.a2a.shared.api.AgentList.AgentItem;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists the agents that the caller may know of.
@Command(
    name = "agents",
    description = "List the agents that you know or that want to be found.",
    footer = {"%nExample:", "  a2a agents --limit 50"})
public final class AgentsCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Paging paging = new Paging();

  public AgentsCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    AgentList answer = common.get(paging.path("/v1/agents", Map.of()), AgentList.class);
    int status = common.print(answer, screen -> show(answer, screen));
    paging.remark(common, answer.hasMore(), answer.cursor(), "agents");
    return status;
  }

  private static void show(AgentList answer, Screen screen) {
    if (answer.agents().isEmpty()) {
      screen.line("You know no agents yet, and none here wants to be found.");
      return;
    }
    Table table = new Table(20, "AGENT ID", "YOU WRITE", "THEY WRITE", "NAME");
    for (AgentItem agent : answer.agents()) {
      String does = agent.description() == null ? "" : ": " + agent.description();
      table.row(
          agent.agentId(),
          agent.youMayWrite() ? "yes" : "no",
          agent.mayWriteToYou() ? "yes" : "no",
          (agent.alias() == null ? "" : agent.alias() + ", calls itself ") + agent.name() + does);
    }
    screen.table(table);
  }
}
