package dev.a2a.bridge.cli.keys;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The group of the commands about keys; does nothing by itself.
@Command(
    name = "keys",
    description = "List, replace and end your API keys.",
    footer = {"%nExample:", "  a2a keys list"})
public final class KeysCommand implements Callable<Integer> {
  @Mixin final Common common;

  public KeysCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    throw new Refusal(new Problem.BadUsage("Say what to do: a2a keys list, rotate or revoke."));
  }
}
