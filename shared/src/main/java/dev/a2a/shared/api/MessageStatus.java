package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How far a message has come. What has happened is not taken back: a message that was read and
/// whose life is over since is still read.
public enum MessageStatus {
  /// On the disk of the daemon.
  @JsonProperty("queued")
  QUEUED,
  /// Handed to the recipient's agent in a list or whole.
  @JsonProperty("delivered")
  DELIVERED,
  /// Marked read by the recipient.
  @JsonProperty("read")
  READ,
  /// The recipient has sent the sender a message that answers it.
  @JsonProperty("replied")
  REPLIED,
  /// Its life was over before it was read.
  @JsonProperty("expired")
  EXPIRED;

  public static MessageStatus of(
      boolean delivered, boolean read, boolean replied, boolean expired) {
    if (replied) {
      return REPLIED;
    }
    if (read) {
      return READ;
    }
    if (expired) {
      return EXPIRED;
    }
    return delivered ? DELIVERED : QUEUED;
  }
}
