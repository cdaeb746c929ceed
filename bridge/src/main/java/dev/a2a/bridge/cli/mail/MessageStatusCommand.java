package dev.a2a.bridge.cli.mail;

import dev.a2a.bridge.cli.mail.Waiting.Wish;
import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.shared.api.Exit;
import dev.a2a.shared.api.GetMessageStatus;
import dev.a2a.shared.api.Receipt;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows how far a message has come.
@Command(
    name = "status",
    description = "Show how far a message has come: queued, delivered, read, replied, expired.",
    footer = {"%nExample:", "  a2a status 0190163d-8694-739b-aea5-966c26f8ad91 --wait-for read"})
public final class MessageStatusCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Waiting waiting = new Waiting();

  @Parameters(paramLabel = "ID", description = "Id of a message that you sent or got.")
  String id = "";

  public MessageStatusCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    String checked = new GetMessageStatus(id, null, null).messageId();
    Optional<Wish> wish = waiting.wish();
    if (wish.isEmpty()) {
      Receipt receipt = common.get("/v1/messages/" + checked + "/status", Receipt.class);
      return common.print(receipt, screen -> show(receipt, screen));
    }
    Optional<Receipt> found = Waiting.receipt(common.client(), checked, wish.get());
    found.ifPresent(receipt -> common.print(receipt, screen -> show(receipt, screen)));
    if (!Waiting.reached(found, wish.get())) {
      throw Waiting.inVain(checked, found, wish.get());
    }
    return Exit.OK.status();
  }

  static void show(Receipt receipt, Screen screen) {
    screen.line(Style.STRONG, Waiting.word(receipt.status()));
    screen.line("  message     " + receipt.messageId());
    line(screen, "queued", receipt.queuedAt());
    line(screen, "delivered", receipt.deliveredAt());
    line(screen, "read", receipt.readAt());
    line(screen, "replied", receipt.repliedAt());
    if (receipt.replyId() != null) {
      screen.line("  reply       " + receipt.replyId());
    }
    line(screen, "expires", receipt.expiresAt());
    line(screen, "they looked", receipt.recipientLastCheckedAt());
  }

  private static void line(Screen screen, String what, @Nullable Instant time) {
    if (time != null) {
      screen.line("  " + what + " ".repeat(12 - what.length()) + When.shown(time));
    }
  }
}
