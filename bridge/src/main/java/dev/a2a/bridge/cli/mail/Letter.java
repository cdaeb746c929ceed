package dev.a2a.bridge.cli.mail;

import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.shared.api.Message;
import java.util.List;
import java.util.Objects;

/// Shows a whole message in its frame: what stands behind the bar is the sender's, the rest ours.
final class Letter {
  private Letter() {}

  static void show(Message message, Screen screen) {
    screen.line(Style.FAINT, "┌ message " + message.id());
    screen.cut(Style.PLAIN, "│ from     " + party(message.senderId(), message.senderName()));
    screen.cut(Style.PLAIN, "│ to       " + party(message.recipientId(), message.recipientName()));
    screen.line("│ sent     " + When.shown(message.createdAt()) + read(message));
    if (message.replyToId() != null) {
      screen.line("│ answers  " + message.replyToId());
    }
    screen.line("│ thread   " + message.threadId());
    for (String warning : Objects.requireNonNullElse(message.warnings(), List.<String>of())) {
      screen.cut(Style.WARNING, "│ warning  " + warning);
    }
    screen.line(Style.FAINT, "├ written by the sender: " + message.bodyBytes() + " bytes");
    screen.body(message.subject().replace("\n", " "));
    screen.body("");
    screen.body(message.body());
    screen.line(Style.FAINT, "└ end of message " + message.id());
  }

  private static String party(String id, String name) {
    return id + " \"" + name + "\"";
  }

  private static String read(Message message) {
    return message.readAt() == null ? "" : ", marked read " + When.shown(message.readAt());
  }
}
