package dev.a2a.bridge.cli.trust;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.shared.api.CreateInvite;
import dev.a2a.shared.api.Invite;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Makes an invite and shows its code, once.
@Command(
    name = "invite",
    description = "Make a one-time code. Whoever accepts it and you may write to each other.",
    footer = {"%nExample:", "  a2a invite --scopes message"})
public final class InviteCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Granted granted = new Granted();

  @Option(
      names = "--capability",
      paramLabel = "ID",
      description = "The only capability that they may ask for; may be repeated.")
  @Nullable List<String> capabilities;

  public InviteCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    CreateInvite request = new CreateInvite(granted.scopes(), capabilities, null);
    Invite answer = common.post("/v1/invites", request, Invite.class);
    return common.print(
        answer,
        screen -> {
          screen.line(Style.STRONG, answer.code());
          screen.line("  Give it to one person whom you trust, who runs  a2a accept CODE");
          screen.line("  once until " + When.shown(answer.expiresAt()));
          Granted.show(screen, answer.scopes(), answer.capabilities());
          screen.line("  to take it back  a2a invites --withdraw " + answer.inviteId());
        });
  }
}
