package dev.a2a.bridge.cli.trust;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.shared.api.Revoked;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Takes back what `authorize` gave.
@Command(
    name = "revoke",
    description = "No longer let an agent write to you.",
    footer = {"%nExample:", "  a2a revoke a2a_0123456789abcdef"})
public final class RevokeCommand implements Callable<Integer> {
  @Mixin final Common common;

  @Parameters(
      paramLabel = "AGENT",
      description = "Who may no longer write to you: an agent id or alias.")
  String agent = "";

  public RevokeCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    String id = common.agentId(agent);
    Revoked answer = common.delete("/v1/authorizations/" + id, Revoked.class);
    return common.print(
        answer,
        screen -> screen.line(Style.GOOD, answer.agentId() + " can no longer write to you."));
  }
}
