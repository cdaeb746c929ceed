package dev.a2a.bridge.cli.trust;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.option.Paging;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.shared.api.Authorization;
import dev.a2a.shared.api.AuthorizationList;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists the authorizations in force, one direction at a time, or the blocks.
@Command(
    name = "authorizations",
    description = "List who may write to you, to whom you may write, or whom you blocked.",
    footer = {"%nExample:", "  a2a authorizations --received"})
public final class AuthorizationsCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Paging paging = new Paging();
  @ArgGroup final Which which = new Which();

  /// At most one of them.
  static final class Which {
    @Option(names = "--received", description = "To whom you may write.")
    boolean received;

    @Option(names = "--blocked", description = "Whom you have blocked.")
    boolean blocked;

    String direction() {
      return received ? "received" : blocked ? "blocked" : "granted";
    }

    String nobody() {
      return received
          ? "You may write to nobody yet."
          : blocked ? "You have blocked nobody." : "Nobody may write to you yet.";
    }
  }

  public AuthorizationsCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    Map<String, String> direction = Map.of("direction", which.direction());
    AuthorizationList answer =
        common.get(paging.path("/v1/authorizations", direction), AuthorizationList.class);
    int status = common.print(answer, screen -> show(answer, screen));
    if (which.direction().equals("granted")) {
      paging.remark(common, answer.hasMore(), answer.cursor(), "authorizations");
    } else {
      paging.remark(
          common, answer.hasMore(), answer.cursor(), "authorizations", "--" + which.direction());
    }
    return status;
  }

  private void show(AuthorizationList answer, Screen screen) {
    if (answer.authorizations().isEmpty()) {
      screen.line(which.nobody());
      return;
    }
    answer.authorizations().forEach(one -> show(one, screen));
  }

  private void show(Authorization one, Screen screen) {
    String alias = one.alias() == null ? "" : "  " + one.alias();
    String name = one.name() == null ? "" : "  (calls itself \"" + one.name() + "\")";
    screen.cut(Style.STRONG, one.agentId() + alias + name);
    String since = (which.blocked ? "  blocked " : "  since ") + When.shown(one.createdAt());
    String until = one.expiresAt() == null ? "" : ", until " + When.shown(one.expiresAt());
    screen.cut(Style.PLAIN, since + until + ", " + Granted.words(one.scopes()));
    if (one.capabilities() != null) {
      screen.cut(Style.FAINT, "  only for " + String.join(", ", one.capabilities()));
    }
  }
}
