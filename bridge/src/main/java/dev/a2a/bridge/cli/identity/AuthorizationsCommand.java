package dev.a2a.bridge.cli.identity;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.option.Paging;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Table;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.shared.api.Authorization;
import dev.a2a.shared.api.AuthorizationList;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists the authorizations in force, one direction at a time.
@Command(
    name = "authorizations",
    description = "List who may write to you, or to whom you may write.",
    footer = {"%nExample:", "  a2a authorizations --received"})
public final class AuthorizationsCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Paging paging = new Paging();

  @Option(names = "--received", description = "To whom you may write.")
  boolean received;

  public AuthorizationsCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    Map<String, String> direction = Map.of("direction", received ? "received" : "granted");
    AuthorizationList answer =
        common.get(paging.path("/v1/authorizations", direction), AuthorizationList.class);
    int status = common.print(answer, screen -> show(answer, screen));
    if (received) {
      paging.remark(common, answer.hasMore(), answer.cursor(), "authorizations", "--received");
    } else {
      paging.remark(common, answer.hasMore(), answer.cursor(), "authorizations");
    }
    return status;
  }

  private void show(AuthorizationList answer, Screen screen) {
    if (answer.authorizations().isEmpty()) {
      screen.line(received ? "You may write to nobody yet." : "Nobody may write to you yet.");
      return;
    }
    Table table = new Table(20, "AGENT ID", "SINCE", "UNTIL", "NAME");
    for (Authorization one : answer.authorizations()) {
      table.row(
          one.agentId(),
          When.shown(one.createdAt()),
          one.expiresAt() == null ? "-" : When.shown(one.expiresAt()),
          Objects.requireNonNullElse(one.name(), "(nobody has this id)"));
    }
    screen.table(table);
  }
}
