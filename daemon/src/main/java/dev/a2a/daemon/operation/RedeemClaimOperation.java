package dev.a2a.daemon.operation;

import dev.a2a.daemon.agent.Agents;
import dev.a2a.shared.api.RedeemClaim;
import dev.a2a.shared.api.Registered;
import java.util.Optional;

/// Exchanges a claim for a key. No tool: a model is not to see either.
final class RedeemClaimOperation {
  private RedeemClaimOperation() {}

  static Operation<RedeemClaim, Registered> on(Agents agents) {
    return new Operation<>(
        Optional.empty(),
        Route.post("/v1/claims", 200),
        RedeemClaim.class,
        Registered.class,
        true,
        (_, asked) -> agents.redeem(asked));
  }
}
