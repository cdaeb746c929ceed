package dev.a2a.bridge.cli.operator;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.shared.api.AgentState;
import dev.a2a.shared.api.DisableAgent;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The keys of an agent stop to work, and who writes to it is refused.
@Command(
    name = "disable",
    description = "Stop an agent of the daemon, at once.",
    footer = {"%nExample:", "  a2a operator disable a2a_0123456789abcdef"})
public final class DisableCommand implements Callable<Integer> {
  @Mixin final Common common;

  @Parameters(paramLabel = "AGENT_ID", description = "Which agent.")
  String agentId = "";

  public DisableCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    DisableAgent request = new DisableAgent(agentId);
    AgentState answer =
        OperatorLink.to(common)
            .call("POST", "/v1/operator/disabled", Optional.of(request), AgentState.class);
    return common.print(
        answer, screen -> screen.line(Style.GOOD, "Disabled " + answer.agentId() + "."));
  }
}
