package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of invites, without their codes.
public record InviteList(List<InviteItem> invites, boolean hasMore, @Nullable String cursor) {

  /// How far an invite has come.
  public enum InviteStatus {
    /// Whoever has the code can still accept it.
    @JsonProperty("open")
    OPEN,
    @JsonProperty("accepted")
    ACCEPTED,
    @JsonProperty("expired")
    EXPIRED
  }

  /// One invite; `accepted_by` is the id of the agent that used it.
  public record InviteItem(
      String inviteId,
      InviteStatus status,
      Instant createdAt,
      Instant expiresAt,
      List<Scope> scopes,
      @Nullable List<String> capabilities,
      @Nullable String acceptedBy,
      @Nullable Instant acceptedAt) {}
}
