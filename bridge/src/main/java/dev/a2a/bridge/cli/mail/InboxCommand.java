package dev.a2a.bridge.cli.mail;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.option.Paging;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.shared.api.Inbox;
import dev.a2a.shared.api.Inbox.InboxItem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists the mail that waits. Looking marks nothing.
@Command(
    name = "inbox",
    description = "List your unread mail, newest first. Nothing is marked read.",
    footer = {"%nExample:", "  a2a inbox --all --limit 5"})
public final class InboxCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Paging paging = new Paging();

  @Option(names = "--all", description = "Also what is marked read.")
  boolean all;

  public InboxCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    Map<String, String> which = Map.of("unread_only", Boolean.toString(!all));
    Inbox answer = common.get(paging.path("/v1/inbox", which), Inbox.class);
    int status = common.print(answer, screen -> show(answer, screen));
    if (all) {
      paging.remark(common, answer.hasMore(), answer.cursor(), "inbox", "--all");
    } else {
      paging.remark(common, answer.hasMore(), answer.cursor(), "inbox");
    }
    return status;
  }

  private void show(Inbox answer, Screen screen) {
    if (answer.messages().isEmpty()) {
      screen.line(all ? "No mail." : "No unread mail.");
      return;
    }
    screen.line(Style.STRONG, answer.unreadCount() + " unread");
    answer.messages().forEach(item -> show(item, screen));
    screen.blank();
    screen.line(Style.FAINT, "Read one with `a2a read ID`, mark it with `a2a mark-read ID`.");
  }

  private static void show(InboxItem item, Screen screen) {
    screen.blank();
    screen.sides(
        item.read() ? Style.PLAIN : Style.STRONG,
        (item.read() ? "  " : "* ") + item.subject(),
        When.shown(item.createdAt()));
    screen.cut(Style.PLAIN, "  from " + item.senderId() + " \"" + item.senderName() + "\"");
    screen.line("  id   " + item.id() + ", " + item.bodyBytes() + " bytes");
    if (!item.preview().isEmpty()) {
      screen.cut(Style.FAINT, "  │ " + item.preview().replaceAll("[ \n\t]+", " "));
    }
    for (String warning : Objects.requireNonNullElse(item.warnings(), List.<String>of())) {
      screen.cut(Style.WARNING, "  ! " + warning);
    }
  }
}
