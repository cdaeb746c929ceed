package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How far a message has come.
public enum MessageStatus {
  /// On the disk of the daemon.
  @JsonProperty("queued")
  QUEUED,
  /// Handed to the recipient's agent in a list or whole.
  @JsonProperty("delivered")
  DELIVERED,
  /// Marked read by the recipient.
  @JsonProperty("read")
  READ
}
