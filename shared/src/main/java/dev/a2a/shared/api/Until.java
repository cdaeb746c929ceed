package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How far a message must have come before a wait for it is over. Whatever is further counts too.
public enum Until {
  @JsonProperty("delivered")
  DELIVERED(MessageStatus.DELIVERED),
  @JsonProperty("read")
  READ(MessageStatus.READ),
  @JsonProperty("replied")
  REPLIED(MessageStatus.REPLIED);

  private final MessageStatus status;

  Until(MessageStatus status) {
    this.status = status;
  }

  /// Has a message of this status come so far? One that expired before never will.
  public boolean reachedBy(MessageStatus now) {
    return now != MessageStatus.EXPIRED && now.compareTo(status) >= 0;
  }
}
