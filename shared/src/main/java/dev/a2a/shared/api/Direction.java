package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Which side of an authorization the caller is on.
public enum Direction {
  /// Agents that may write to the caller.
  @JsonProperty("granted")
  GRANTED,
  /// Agents to which the caller may write.
  @JsonProperty("received")
  RECEIVED,
  /// Agents that the caller has blocked, with what they could do if it had not.
  @JsonProperty("blocked")
  BLOCKED
}
