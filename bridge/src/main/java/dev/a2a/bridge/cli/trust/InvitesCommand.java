package dev.a2a.bridge.cli.trust;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.option.Paging;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.shared.api.InviteList;
import dev.a2a.shared.api.InviteList.InviteItem;
import dev.a2a.shared.api.WithdrawInvite;
import dev.a2a.shared.api.Withdrawn;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists invites without their codes, which are not kept, or makes one worthless.
@Command(
    name = "invites",
    description = "List your invites and who accepted them, or withdraw one.",
    footer = {
      "%nExample:",
      "  a2a invites",
      "  a2a invites --withdraw 0190163d-8694-739b-aea5-966c26f8ad91"
    })
public final class InvitesCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Paging paging = new Paging();

  @Option(names = "--withdraw", paramLabel = "ID", description = "Make this one worthless.")
  @Nullable String withdraw;

  public InvitesCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    return withdraw == null ? list() : withdraw(new WithdrawInvite(withdraw).inviteId());
  }

  private int withdraw(String id) {
    Withdrawn answer = common.delete("/v1/invites/" + id, Withdrawn.class);
    return common.print(
        answer, screen -> screen.line(Style.GOOD, "Nobody can accept that invite any more."));
  }

  private int list() {
    InviteList answer = common.get(paging.path("/v1/invites", Map.of()), InviteList.class);
    int status = common.print(answer, screen -> show(answer, screen));
    paging.remark(common, answer.hasMore(), answer.cursor(), "invites");
    return status;
  }

  private static void show(InviteList answer, Screen screen) {
    if (answer.invites().isEmpty()) {
      screen.line("You have made no invites lately.");
      return;
    }
    for (InviteItem one : answer.invites()) {
      screen.sides(Style.STRONG, one.inviteId(), When.shown(one.createdAt()));
      screen.cut(Style.PLAIN, "  " + status(one) + ", " + Granted.words(one.scopes()));
      if (one.capabilities() != null) {
        screen.cut(Style.FAINT, "  only for " + String.join(", ", one.capabilities()));
      }
    }
  }

  private static String status(InviteItem one) {
    return switch (one.status()) {
      case OPEN -> "open until " + When.shown(one.expiresAt());
      case EXPIRED -> "expired " + When.shown(one.expiresAt());
      case ACCEPTED ->
          "accepted by "
              + one.acceptedBy()
              + (one.acceptedAt() == null ? "" : " " + When.shown(one.acceptedAt()));
    };
  }
}
