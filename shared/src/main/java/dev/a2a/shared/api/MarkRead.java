package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// Marks one message read, or without an id all that was listed to the caller so far.
public record MarkRead(
    @JsonPropertyDescription("Omit: all that was listed to you") @Nullable String messageId) {
  public MarkRead {
    messageId = Check.optionalMessageId("message_id", messageId);
  }
}
