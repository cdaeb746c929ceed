package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// Asks for one whole message that the caller sent or received, or for a part of its body.
public record GetMessage(
    String messageId,
    @JsonPropertyDescription("Of the body, 1024 to 524288") @Nullable Integer maxBytes,
    @JsonPropertyDescription("From the part before, to go on") @Nullable String cursor) {
  /// The largest part: no body is larger.
  public static final int MAX_BYTES_MOST = 512 << 10;

  private static final int MAX_BYTES_LEAST = 1 << 10;

  public GetMessage {
    messageId = Check.messageId("message_id", messageId);
    if (maxBytes != null && (maxBytes < MAX_BYTES_LEAST || maxBytes > MAX_BYTES_MOST)) {
      throw Check.invalid("max_bytes", "must be 1024 to 524288");
    }
    cursor = Check.optionalToken("cursor", cursor, 100);
  }

  /// The whole message.
  public GetMessage(String messageId) {
    this(messageId, null, null);
  }
}
