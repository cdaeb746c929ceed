package dev.a2a.bridge.cli.mail;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.option.Paging;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.shared.api.FoundMessages;
import dev.a2a.shared.api.FoundMessages.FoundItem;
import dev.a2a.shared.api.SearchMessages;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Finds mail by its words.
@Command(
    name = "search",
    description = "Find words in the mail that you sent and received, newest first.",
    footer = {
      "%nExample:",
      "  a2a search build failed since:7d",
      "  a2a search '\"exact phrase\"' from:a2a_0123456789abcdef"
    })
public final class SearchCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Paging paging = new Paging();

  @Parameters(
      paramLabel = "QUERY",
      arity = "1..*",
      description = "Words, \"a phrase\" in quotation marks, from:AGENT_ID, since:7d or a date.")
  List<String> query = List.of();

  public SearchCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    String asked = new SearchMessages(String.join(" ", query), null, null).query();
    FoundMessages answer =
        common.get(paging.path("/v1/search", Map.of("query", asked)), FoundMessages.class);
    int status = common.print(answer, screen -> show(answer, screen));
    paging.remark(common, answer.hasMore(), answer.cursor(), "search", asked);
    return status;
  }

  private static void show(FoundMessages answer, Screen screen) {
    if (answer.messages().isEmpty()) {
      screen.line(answer.hasMore() ? "Nothing found so far." : "Nothing found.");
      return;
    }
    answer.messages().forEach(item -> show(item, screen));
    screen.blank();
    screen.line(Style.FAINT, "Read one with `a2a read ID`.");
  }

  private static void show(FoundItem item, Screen screen) {
    screen.sides(Style.STRONG, item.subject(), When.shown(item.createdAt()));
    screen.cut(Style.PLAIN, "  from " + item.senderId() + " \"" + item.senderName() + "\"");
    screen.cut(Style.PLAIN, "  to   " + item.recipientId() + " \"" + item.recipientName() + "\"");
    screen.line("  id   " + item.id() + ", " + item.bodyBytes() + " bytes");
    if (!item.preview().isEmpty()) {
      screen.cut(Style.FAINT, "  │ " + item.preview().replaceAll("[ \n\t]+", " "));
    }
    for (String warning : Objects.requireNonNullElse(item.warnings(), List.<String>of())) {
      screen.cut(Style.WARNING, "  ! " + warning);
    }
  }
}
