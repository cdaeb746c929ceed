package dev.a2a.shared.api;

import org.jspecify.annotations.Nullable;

/// Exchanges a one-time claim for the API key of the agent that it was made for.
///
/// @param agentId for whom it must be, or it is refused and not used up; null for whoever it is
public record RedeemClaim(String claim, @Nullable String agentId) {
  public RedeemClaim {
    claim = Check.line("claim", claim, 100);
    agentId = agentId == null ? null : Check.agentId("agent_id", agentId);
  }

  /// Without the claim, so that it cannot slip into a log.
  @Override
  public String toString() {
    return "RedeemClaim[]";
  }
}
