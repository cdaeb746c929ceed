package dev.a2a.bridge.cli.trust;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.shared.api.AcceptInvite;
import dev.a2a.shared.api.AcceptedInvite;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Uses an invite's code up.
@Command(
    name = "accept",
    description = "Accept an invite: its maker and you may write to each other.",
    footer = {
      "%nExample:",
      "  a2a accept a2a_inv_00112233445566778899aabbccddeeff --alias \"bob at work\""
    })
public final class AcceptCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Granted granted = new Granted();

  @Parameters(paramLabel = "CODE", description = "The code that you were given.")
  String code = "";

  @Option(names = "--alias", paramLabel = "NAME", description = "Your own name for the inviter.")
  @Nullable String alias;

  public AcceptCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    AcceptInvite request = new AcceptInvite(code, granted.scopes(), alias, null);
    AcceptedInvite answer = common.post("/v1/invites/accept", request, AcceptedInvite.class);
    return common.print(answer, screen -> show(answer, screen));
  }

  private static void show(AcceptedInvite answer, Screen screen) {
    screen.line(
        Style.GOOD,
        "You and " + answer.agentId() + " (" + answer.name() + ") may write to each other.");
    screen.line("You may:");
    Granted.show(screen, answer.received().scopes(), answer.received().capabilities());
    screen.line("They may:");
    Granted.show(screen, answer.granted().scopes(), answer.granted().capabilities());
    if (Boolean.TRUE.equals(answer.granted().blocked())) {
      screen.line(
          Style.WARNING,
          "  You have blocked them, which counts more. Run  a2a unblock " + answer.agentId());
    }
  }
}
