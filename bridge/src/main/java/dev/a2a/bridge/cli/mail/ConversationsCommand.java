package dev.a2a.bridge.cli.mail;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.option.Paging;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.shared.api.ConversationList;
import dev.a2a.shared.api.ConversationList.ConversationItem;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists the agents with whom there was mail, and those with whom there could be.
@Command(
    name = "conversations",
    description = "List with whom there is mail, latest first, and with whom there could be.",
    footer = {"%nExample:", "  a2a conversations --limit 10"})
public final class ConversationsCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Paging paging = new Paging();

  public ConversationsCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    ConversationList answer =
        common.get(paging.path("/v1/conversations", Map.of()), ConversationList.class);
    int status = common.print(answer, screen -> show(answer, screen));
    paging.remark(common, answer.hasMore(), answer.cursor(), "conversations");
    return status;
  }

  private static void show(ConversationList answer, Screen screen) {
    if (answer.conversations().isEmpty()) {
      screen.line("No conversations yet.");
      return;
    }
    for (ConversationItem one : answer.conversations()) {
      screen.sides(
          one.unreadCount() > 0 ? Style.STRONG : Style.PLAIN,
          one.peerId() + (one.peerName() == null ? "" : " \"" + one.peerName() + "\""),
          (one.unreadCount() > 0 ? one.unreadCount() + " unread  " : "")
              + (one.lastMessageAt() == null ? "" : When.shown(one.lastMessageAt())));
      screen.cut(
          Style.FAINT,
          one.lastSubject() == null
              ? "  no mail yet"
              : (Boolean.TRUE.equals(one.lastByYou()) ? "  you: " : "  they: ")
                  + one.lastSubject());
      if (one.pausedAt() != null) {
        screen.line(
            Style.WARNING,
            "  paused "
                + When.shown(one.pausedAt())
                + "; let it go on with  a2a resume "
                + one.peerId());
      }
    }
  }
}
