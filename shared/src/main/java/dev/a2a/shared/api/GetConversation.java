package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// Asks for a page of the mail between the caller and one peer, newest first.
public record GetConversation(
    String peerId,
    @JsonPropertyDescription("1 to 100, default 20") @Nullable Integer limit,
    @JsonPropertyDescription("From the page before, to go on") @Nullable String cursor) {
  public GetConversation {
    peerId = Check.agentId("peer_id", peerId);
    limit = Check.optionalLimit(limit);
    cursor = Check.optionalToken("cursor", cursor, 100);
  }
}
