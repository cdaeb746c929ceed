package dev.a2a.bridge.cli.audit;

import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.shared.api.AuditEntry;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.audit.Head;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A log that was found to hold.
///
/// @param head what to note for a later check
record Verified(boolean holds, long entries, String head) {

  /// That, or a refusal that says where it does not.
  static Verified or(Optional<String> fault, Head head) {
    if (fault.isPresent()) {
      throw new Refusal(new Problem.AuditBroken(fault.get()));
    }
    return new Verified(true, head.number(), head.toString());
  }

  void show(Screen screen, String command) {
    screen.line(Style.GOOD, "The log holds: " + entries + " entries, none changed or missing.");
    screen.line("Note its head, and check later that it was only added to:");
    screen.line("  " + command + " --head " + head);
  }

  /// The details of an entry on one line.
  static String line(AuditEntry entry) {
    return entry.details().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(" "));
  }
}
