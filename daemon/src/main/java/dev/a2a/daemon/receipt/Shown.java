package dev.a2a.daemon.receipt;

import java.util.List;
import java.util.Set;

/// What a look of an agent's leaves to note.
///
/// @param fresh messages that their recipient sees for the first time
/// @param senders whose words it sees, as far as that is not noted yet
/// @param checked did it look into its inbox, and is that worth noting?
public record Shown(List<Fresh> fresh, Set<String> senders, boolean checked) {

  /// A message that its recipient sees for the first time.
  public record Fresh(long seq, String id) {}

  boolean isNothing() {
    return fresh.isEmpty() && senders.isEmpty() && !checked;
  }
}
