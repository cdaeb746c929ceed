package dev.a2a.daemon.message;

import dev.a2a.daemon.secret.Seal;
import org.jspecify.annotations.Nullable;

/// What must not change about a message once it is accepted. The body is in it by its digest, in
/// hex.
record Sealed(
    String id,
    String senderId,
    String recipientId,
    String threadId,
    @Nullable String replyToId,
    String subject,
    String bodySha256,
    long createdAt,
    long expiresAt) {

  byte[] by(Seal seal) {
    return seal.over(values());
  }

  /// False too when there is no seal.
  boolean isUnder(Seal seal, byte @Nullable [] made) {
    return seal.holds(made, values());
  }

  private String[] values() {
    return new String[] {
      id,
      senderId,
      recipientId,
      threadId,
      replyToId == null ? "" : replyToId, // No message has an empty id.
      subject,
      bodySha256,
      Long.toString(createdAt),
      Long.toString(expiresAt)
    };
  }
}
