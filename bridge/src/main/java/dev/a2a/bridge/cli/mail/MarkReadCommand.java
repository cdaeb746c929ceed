package dev.a2a.bridge.cli.mail;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.shared.api.MarkRead;
import dev.a2a.shared.api.Marked;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Marks mail read: one message, or all that was listed.
@Command(
    name = "mark-read",
    description = "Mark one message read, or all that was listed to you.",
    footer = {"%nExample:", "  a2a mark-read 0190163d-8694-739b-aea5-966c26f8ad91"})
public final class MarkReadCommand implements Callable<Integer> {
  @Mixin final Common common;

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "Id of the message; without it, all that was listed to you.")
  @Nullable String id;

  public MarkReadCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    Marked marked = common.post("/v1/inbox/read", new MarkRead(id), Marked.class);
    return common.print(
        marked,
        screen ->
            screen.line(
                Style.GOOD,
                (marked.marked() == 0 ? "Nothing was left to mark" : "Marked " + marked.marked())
                    + "; "
                    + marked.unreadCount()
                    + " unread."));
  }
}
