package dev.a2a.bridge.cli.profile;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The group of the commands about profiles; does nothing by itself.
@Command(
    name = "profile",
    description = "See, choose and remove the identities on this machine.",
    footer = {"%nExample:", "  a2a profile list"})
public final class ProfileCommand implements Callable<Integer> {
  @Mixin final Common common;

  public ProfileCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    throw new Refusal(new Problem.BadUsage("Say what to do: a2a profile list, use, show or rm."));
  }
}
