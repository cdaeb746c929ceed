package dev.a2a.bridge.cli.daemon;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The group of the commands about the local daemon; does nothing by itself.
@Command(
    name = "daemon",
    description = "Start, stop and watch the daemon of this machine.",
    footer = {"%nExample:", "  a2a daemon start"})
public final class DaemonCommand implements Callable<Integer> {
  @Mixin final Common common;

  public DaemonCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    throw new Refusal(
        new Problem.BadUsage(
            "Say what to do: a2a daemon run, start, stop, status, logs, check, install-service or"
                + " uninstall-service."));
  }
}
