package dev.a2a.bridge.cli.trust;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.option.Paging;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.cli.terminal.Table;
import dev.a2a.shared.api.AliasList;
import dev.a2a.shared.api.AliasList.Alias;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.SetAlias;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Names of one's own for other agents. Nobody else sees them, and no agent can choose them for
/// itself.
@Command(
    name = "alias",
    description = "Give another agent a name of your own, or list the names you gave.",
    footer = {
      "%nExample:",
      "  a2a alias a2a_0123456789abcdef \"bob at work\"",
      "  a2a alias \"bob at work\" \"\"              take the name away",
      "  a2a alias                               list them"
    })
public final class AliasCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Paging paging = new Paging();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "AGENT",
      description = "An agent id, or the alias that it has.")
  @Nullable String agent;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description = "Your name for it; an empty one removes it.")
  @Nullable String name;

  public AliasCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    if (agent == null) {
      return list();
    }
    if (name == null) {
      throw new Refusal(
          new Problem.BadUsage(
              "Say the name, too: a2a alias AGENT NAME. An empty one removes it."));
    }
    Alias answer =
        common.post("/v1/aliases", new SetAlias(common.agentId(agent), name), Alias.class);
    return common.print(
        answer,
        screen ->
            screen.line(
                Style.GOOD,
                answer.alias() == null
                    ? answer.agentId() + " has no alias now."
                    : answer.agentId() + " is \"" + answer.alias() + "\" for you."));
  }

  private int list() {
    AliasList answer = common.get(paging.path("/v1/aliases", Map.of()), AliasList.class);
    int status = common.print(answer, screen -> show(answer, screen));
    paging.remark(common, answer.hasMore(), answer.cursor(), "alias");
    return status;
  }

  private static void show(AliasList answer, Screen screen) {
    if (answer.aliases().isEmpty()) {
      screen.line("You have given no names yet.");
      return;
    }
    Table table = new Table(20, "AGENT ID", "ALIAS");
    for (Alias one : answer.aliases()) {
      table.row(one.agentId(), Objects.requireNonNullElse(one.alias(), "-"));
    }
    screen.table(table);
  }
}
