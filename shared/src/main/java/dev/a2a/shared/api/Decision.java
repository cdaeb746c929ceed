package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a person says to a question.
public enum Decision {
  @JsonProperty("approve")
  APPROVE,
  @JsonProperty("deny")
  DENY
}
