package dev.a2a.bridge.cli.self;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The group of the commands about this installation; does nothing by itself.
@Command(
    name = "self",
    description = "Look after this installation of a2a.",
    footer = {"%nExample:", "  a2a self optimize"})
public final class SelfCommand implements Callable<Integer> {
  @Mixin final Common common;

  public SelfCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    throw new Refusal(new Problem.BadUsage("Say what to do: a2a self optimize."));
  }
}
