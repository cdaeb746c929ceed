package dev.a2a.bridge.cli.operator;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The group of the operator's commands.
@Command(
    name = "operator",
    description = "Look after a daemon: its agents, its invites, how it is.",
    footer = {
      "%nThe key is operator.key in the data folder of the daemon. On that machine it is",
      "found there; elsewhere it is asked for, or read from standard input.",
      "%nExample:",
      "  a2a operator agents",
      "  a2a operator stats --server https://mail.example.com < operator.key"
    })
public final class OperatorCommand implements Callable<Integer> {
  @Mixin final Common common;

  public OperatorCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    throw new Refusal(
        new Problem.BadUsage(
            "Say what to do: agents, disable, enable, invite, stats or audit. Run `a2a operator"
                + " --help`."));
  }
}
