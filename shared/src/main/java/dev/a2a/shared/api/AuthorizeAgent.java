package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Lets another agent write to the caller, until `expires_at` or a revocation.
public record AuthorizeAgent(
    @JsonPropertyDescription("Who may write to you, such as a2a_0123456789abcdef") String agentId,
    @JsonPropertyDescription("RFC 3339 time; default: no end") @Nullable Instant expiresAt) {
  public AuthorizeAgent {
    agentId = Check.agentId("agent_id", agentId);
  }
}
