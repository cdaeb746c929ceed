package dev.a2a.bridge.cli.operator;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.shared.api.MakeRegistrationInvite;
import dev.a2a.shared.api.RegistrationInvite;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Makes a code with which agents can be registered.
@Command(
    name = "invite",
    description = "Make a code with which somebody can register here, for a day.",
    footer = {"%nExample:", "  a2a operator invite --uses 5"})
public final class RegistrationInviteCommand implements Callable<Integer> {
  @Mixin final Common common;

  @Option(names = "--uses", paramLabel = "N", description = "How many agents (default: 1).")
  @Nullable Integer uses;

  public RegistrationInviteCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    MakeRegistrationInvite request = new MakeRegistrationInvite(uses);
    RegistrationInvite answer =
        OperatorLink.to(common)
            .call("POST", "/v1/operator/invites", Optional.of(request), RegistrationInvite.class);
    return common.print(answer, screen -> show(answer, screen));
  }

  private static void show(RegistrationInvite answer, Screen screen) {
    String agents = answer.uses() == 1 ? "one agent" : answer.uses() + " agents";
    screen.line("For " + agents + ", until " + When.shown(answer.expiresAt()) + "; shown once:");
    screen.line("  a2a register NAME --server SERVER --invite " + answer.code());
  }
}
