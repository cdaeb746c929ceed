package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message to send. How large the body may be is the server's setting (64 KiB of UTF-8 unless
/// changed), so it is checked there.
public record SendMessage(
    String recipientId,
    @JsonPropertyDescription("One line, at most 200 characters") String subject,
    @JsonPropertyDescription("Plain text, at most 64 KiB") String body,
    @JsonPropertyDescription("Id of the message that this answers") @Nullable String replyToId,
    @JsonPropertyDescription("A retry with the same text sends nothing twice")
        @Nullable String idempotencyKey,
    @JsonPropertyDescription("What you ask for, where only some is allowed")
        @Nullable String capabilityId,
    @JsonPropertyDescription("RFC 3339; default and most: in 90 days")
        @Nullable Instant expiresAt) {
  public SendMessage {
    recipientId = Check.agentId("recipient_id", recipientId);
    subject = Check.noKey("subject", Check.line("subject", subject, 200));
    body = Check.noKey("body", Check.present("body", body));
    replyToId = Check.optionalMessageId("reply_to_id", replyToId);
    idempotencyKey = Check.optionalToken("idempotency_key", idempotencyKey, 200);
    capabilityId = Check.optionalCapabilityId("capability_id", capabilityId);
  }

  /// A message that asks for no capability and lives as long as any.
  public SendMessage(
      String recipientId,
      String subject,
      String body,
      @Nullable String replyToId,
      @Nullable String idempotencyKey) {
    this(recipientId, subject, body, replyToId, idempotencyKey, null, null);
  }
}
