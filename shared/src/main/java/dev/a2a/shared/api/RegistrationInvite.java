package dev.a2a.shared.api;

import java.time.Instant;

/// A code with which agents can be registered, shown this once; the id stands for it in the audit
/// log.
public record RegistrationInvite(String inviteId, String code, int uses, Instant expiresAt) {

  /// Without the code, so that it cannot slip into a log.
  @Override
  public String toString() {
    return "RegistrationInvite[" + inviteId + "]";
  }
}
