package dev.a2a.bridge.cli.backup;

import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Style;
import java.util.List;

/// What the daemon program found when it read all the mail.
public record FullCheck(
    boolean good, String database, List<String> structure, long references, Mail mail) {

  public record Mail(long messages, List<String> damagedMessages, List<Pair> wrongConversations) {}

  public record Pair(String agentId, String peerId) {}

  /// Lists what is wrong; nothing where all is well.
  void showDamage(Screen screen) {
    structure.forEach(finding -> screen.line(Style.WARNING, "damaged file: " + finding));
    if (references > 0) {
      screen.line(Style.WARNING, "rows that point at nothing: " + references);
    }
    mail.damagedMessages().forEach(id -> screen.line(Style.WARNING, "damaged message: " + id));
    mail.wrongConversations()
        .forEach(pair ->
            screen.line(
                Style.WARNING, "wrong conversation: " + pair.agentId() + " with " + pair.peerId()));
  }
}
