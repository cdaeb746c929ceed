package dev.a2a.shared.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of what waits for a person.
public record ApprovalList(List<Approval> approvals, boolean hasMore, @Nullable String cursor) {

  /// One thing that an agent has asked for: `tool` with `arguments` is what an approval runs.
  ///
  /// @param question one line; what others wrote in it is escaped
  /// @param reason what the agent gave as its reason, one line, escaped
  public record Approval(
      String approvalId,
      String agentId,
      String tool,
      Object arguments,
      String question,
      @Nullable String reason,
      Instant createdAt,
      Instant expiresAt) {}
}
