package dev.a2a.shared.api;

/// Exchanges a one-time claim for the API key of the agent that it was made for.
public record RedeemClaim(String claim) {
  public RedeemClaim {
    claim = Check.line("claim", claim, 100);
  }

  /// Without the claim, so that it cannot slip into a log.
  @Override
  public String toString() {
    return "RedeemClaim[]";
  }
}
