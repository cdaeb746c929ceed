package dev.a2a.bridge.cli.profile;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.link.Identity;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows one profile. The key is not looked for.
@Command(
    name = "show",
    description = "Show one identity, and where its key is.",
    footer = {"%nExample:", "  a2a profile show bot"})
public final class ShowCommand implements Callable<Integer> {
  @Mixin final Common common;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "The profile; else the one in use.")
  @Nullable String name;

  public ShowCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    Identity identity = common.identity();
    String which = Objects.requireNonNullElseGet(name, identity::profileName);
    Shown shown = Shown.of(identity.profiles().get(which), identity);
    return common.print(shown, screen -> show(shown, screen));
  }

  private static void show(Shown shown, Screen screen) {
    screen.line(Style.STRONG, shown.name() + (shown.current() ? " (current)" : ""));
    screen.line("  agent     " + shown.agentName());
    screen.line("  agent id  " + shown.agentId());
    screen.line("  server    " + shown.server());
    screen.line("  key       in " + shown.keyStoredIn());
  }
}
