package dev.a2a.bridge.cli.identity;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.shared.api.Me;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Shows the agent that commands act as.
@Command(
    name = "whoami",
    description = "Show which agent you are, and whether mail waits.",
    footer = {"%nExample:", "  a2a whoami --profile bot"})
public final class WhoamiCommand implements Callable<Integer> {
  @Mixin final Common common;

  public WhoamiCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    Me me = common.get("/v1/me", Me.class);
    return common.print(me, screen -> show(me, screen));
  }

  private void show(Me me, Screen screen) {
    screen.line(Style.STRONG, me.name());
    screen.line("  agent id  " + me.agentId());
    if (me.description() != null) {
      screen.line("  does      " + me.description());
    }
    screen.line("  listed    " + (me.listed() ? "yes, strangers can find you" : "no"));
    screen.line("  unread    " + me.unreadCount());
    screen.line("  server    " + common.identity().server() + " (" + me.serverVersion() + ")");
  }
}
