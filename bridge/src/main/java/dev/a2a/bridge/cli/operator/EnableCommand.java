package dev.a2a.bridge.cli.operator;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.shared.api.AgentState;
import dev.a2a.shared.api.Check;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// A disabled agent is as before.
@Command(
    name = "enable",
    description = "Let a disabled agent go on.",
    footer = {"%nExample:", "  a2a operator enable a2a_0123456789abcdef"})
public final class EnableCommand implements Callable<Integer> {
  @Mixin final Common common;

  @Parameters(paramLabel = "AGENT_ID", description = "Which agent.")
  String agentId = "";

  public EnableCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    String path = "/v1/operator/disabled/" + Check.agentId("agent_id", agentId);
    AgentState answer =
        OperatorLink.to(common).call("DELETE", path, Optional.empty(), AgentState.class);
    return common.print(
        answer, screen -> screen.line(Style.GOOD, "Enabled " + answer.agentId() + "."));
  }
}
