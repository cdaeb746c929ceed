package dev.a2a.bridge.cli.trust;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.shared.api.Unblocked;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Takes a block back.
@Command(
    name = "unblock",
    description = "Take a block back: what was granted to the agent counts again.",
    footer = {"%nExample:", "  a2a unblock a2a_0123456789abcdef"})
public final class UnblockCommand implements Callable<Integer> {
  @Mixin final Common common;

  @Parameters(paramLabel = "AGENT", description = "Whom to unblock: an agent id or alias.")
  String agent = "";

  public UnblockCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    String id = common.agentId(agent);
    Unblocked answer = common.delete("/v1/blocks/" + id, Unblocked.class);
    return common.print(
        answer,
        screen -> {
          screen.line(Style.GOOD, answer.agentId() + " is no longer blocked.");
          screen.line("  Whether it may write to you:  a2a authorizations");
        });
  }
}
