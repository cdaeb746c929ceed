package dev.a2a.bridge.cli.trust;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.shared.api.BlockAgent;
import dev.a2a.shared.api.Blocked;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Keeps an agent out, whatever is granted to it.
@Command(
    name = "block",
    description = "Keep an agent from writing to you, whatever it is or will be granted.",
    footer = {"%nExample:", "  a2a block a2a_0123456789abcdef"})
public final class BlockCommand implements Callable<Integer> {
  @Mixin final Common common;

  @Parameters(paramLabel = "AGENT", description = "Whom to block: an agent id or alias.")
  String agent = "";

  public BlockCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    BlockAgent request = new BlockAgent(common.agentId(agent));
    Blocked answer = common.post("/v1/blocks", request, Blocked.class);
    return common.print(
        answer,
        screen -> {
          screen.line(Style.GOOD, answer.agentId() + " is blocked, and is not told.");
          screen.line("  until you run  a2a unblock " + answer.agentId());
        });
  }
}
