package dev.a2a.bridge.cli.profile;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Table;
import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.profile.Profiles;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists the profiles in the order in which they were made.
@Command(
    name = "list",
    description = "List the identities on this machine.",
    footer = {"%nExample:", "  a2a profile list"})
public final class ListProfilesCommand implements Callable<Integer> {
  @Mixin final Common common;

  public ListProfilesCommand(Shell shell) {
    this.common = new Common(shell);
  }

  /// All of them; `current` is the one that is used where nobody names one, there or not.
  record Listed(String current, List<Shown> profiles) {}

  @Override
  public Integer call() {
    Identity identity = common.identity();
    Profiles profiles = identity.profiles();
    List<Shown> all =
        profiles.names().stream().map(name -> Shown.of(profiles.get(name), identity)).toList();
    return common.print(new Listed(profiles.current(), all), screen -> show(all, screen));
  }

  private static void show(List<Shown> all, Screen screen) {
    if (all.isEmpty()) {
      screen.line("There is no profile yet. Make one with `a2a register NAME`.");
      return;
    }
    Table table = new Table(24, " ", "PROFILE", "AGENT ID", "KEY", "SERVER");
    for (Shown one : all) {
      table.row(
          one.current() ? "*" : "", one.name(), one.agentId(), one.keyStore().word(), one.server());
    }
    screen.table(table);
  }
}
