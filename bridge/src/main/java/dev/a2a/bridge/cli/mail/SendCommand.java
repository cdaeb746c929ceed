package dev.a2a.bridge.cli.mail;

import dev.a2a.bridge.cli.mail.Waiting.Wish;
import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.bridge.link.DaemonClient;
import dev.a2a.shared.api.Exit;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Receipt;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.SendMessage;
import dev.a2a.shared.api.Sent;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Sends one message. It always carries an idempotency key, so the one retry after a lost answer
/// cannot send it twice.
@Command(
    name = "send",
    description = "Send a message to an agent that has authorized you.",
    footer = {
      "%nExample:",
      "  a2a send a2a_0123456789abcdef -s \"Build 7 failed\" \"See the log.\"",
      "  git log -3 | a2a send a2a_0123456789abcdef -s \"Latest commits\" -",
      "  a2a send a2a_0123456789abcdef -s Ready? yes/no --wait-for read --timeout 5m"
    })
public final class SendCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Body body = new Body();
  @Mixin final Waiting waiting = new Waiting();

  @Parameters(index = "0", paramLabel = "RECIPIENT", description = "Agent id or alias.")
  String recipient = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "BODY",
      description = "The text; - or nothing reads standard input.")
  @Nullable String text;

  @Option(
      names = {"-s", "--subject"},
      required = true,
      paramLabel = "SUBJECT",
      description = "One line, at most 200 characters.")
  String subject = "";

  @Option(
      names = "--reply-to",
      paramLabel = "ID",
      description = "The message that this answers; keeps the thread.")
  @Nullable String replyTo;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "Repeat a send with the same key, and it is not sent twice.")
  @Nullable String idempotencyKey;

  @Option(
      names = "--capability",
      paramLabel = "ID",
      description = "What you ask for, where you may ask only for some things.")
  @Nullable String capability;

  @Option(
      names = "--expires-at",
      paramLabel = "TIME",
      description = "Not shown from then on (RFC 3339); else 90 days.")
  @Nullable Instant expiresAt;

  public SendCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    String key = Objects.requireNonNullElseGet(idempotencyKey, () -> UUID.randomUUID().toString());
    // Checked without the body first: a wrong recipient is said before anybody types a long text.
    String id = common.agentId(recipient);
    SendMessage empty = new SendMessage(id, subject, "", replyTo, key, capability, expiresAt);
    Optional<Wish> wish = waiting.wish();
    SendMessage request =
        new SendMessage(
            empty.recipientId(),
            subject,
            body.text(text, common.shell()),
            replyTo,
            key,
            capability,
            expiresAt);
    DaemonClient client = common.client();
    Sent sent = send(client, request, key);
    if (wish.isEmpty()) {
      return common.print(sent, screen -> show(sent, screen));
    }
    if (!common.json()) {
      common.print(sent, screen -> show(sent, screen)); // At once: the wait may be long.
    }
    Optional<Receipt> receipt = Waiting.receipt(client, sent.messageId(), wish.get());
    if (receipt.isPresent()) {
      common.print(receipt.get(), screen -> MessageStatusCommand.show(receipt.get(), screen));
    } else if (common.json()) {
      common.print(sent, _ -> {});
    }
    if (!Waiting.reached(receipt, wish.get())) {
      throw Waiting.inVain(sent.messageId(), receipt, wish.get());
    }
    return Exit.OK.status();
  }

  private void show(Sent sent, Screen screen) {
    screen.line(Style.GOOD, "Sent. It waits in the inbox of " + recipient + ".");
    screen.line("  message  " + sent.messageId());
    screen.line("  thread   " + sent.threadId());
    screen.line(
        sent.recipientLastCheckedAt() == null
            ? "  they have not checked their inbox yet"
            : "  they last checked their inbox " + When.shown(sent.recipientLastCheckedAt()));
  }

  private static Sent send(DaemonClient client, SendMessage request, String key) {
    try {
      return once(client, request);
    } catch (Refusal first) {
      if (!(first.problem() instanceof Problem.NoAnswer)) {
        throw first;
      }
    }
    try {
      return once(client, request);
    } catch (Refusal second) {
      Problem why = second.problem();
      throw new Refusal(
          new Problem.Said(
              why.code(),
              why.status(),
              why.detail()
                  + " It was tried twice with --idempotency-key "
                  + key
                  + ": repeated with that, it is not sent twice."));
    }
  }

  private static Sent once(DaemonClient client, SendMessage request) {
    return client.call("POST", "/v1/messages", Optional.of(request), Sent.class);
  }
}
