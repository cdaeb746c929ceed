package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// Asks how far a message has come that the caller sent or received; on request not before it has
/// come as far as `until`, or that many seconds have passed.
public record GetMessageStatus(
    String messageId,
    @JsonProperty("wait") @JsonPropertyDescription("Seconds to wait for until, 0 (default) to 60")
        @Nullable Integer waitSeconds, // Every Java object has a wait() already.
    @JsonPropertyDescription("What to wait for; default read") @Nullable Until until) {
  /// The longest wait, in seconds.
  public static final int WAIT_MAX = 60;

  public GetMessageStatus {
    messageId = Check.messageId("message_id", messageId);
    waitSeconds = Check.optionalWait(waitSeconds);
  }

  @Override
  @JsonProperty("wait") // An accessor that is written out inherits no annotation.
  public Integer waitSeconds() {
    return waitSeconds == null ? 0 : waitSeconds;
  }

  @Override
  public Until until() {
    return until == null ? Until.READ : until;
  }
}
