package dev.a2a.shared.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A new invite. Its code is shown here and never again.
public record Invite(
    String inviteId,
    String code,
    Instant expiresAt,
    List<Scope> scopes,
    @Nullable List<String> capabilities) {

  /// Without the code, so that it cannot slip into a log.
  @Override
  public String toString() {
    return "Invite[" + inviteId + "]";
  }
}
