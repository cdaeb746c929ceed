package dev.a2a.daemon.operation;

import dev.a2a.daemon.agent.Keys;
import dev.a2a.daemon.limit.Limits;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.RedeemClaim;
import dev.a2a.shared.api.Registered;
import java.util.Optional;

/// Exchanges a claim for a key. No tool: a model is not to see either.
final class RedeemClaimOperation {
  private RedeemClaimOperation() {}

  static Operation<RedeemClaim, Registered> on(Keys keys, Limits limits) {
    return new Operation<>(
        Optional.empty(),
        Route.post("/v1/claims", 200),
        RedeemClaim.class,
        Registered.class,
        true,
        (call, asked) ->
            limits.guess(
                call.source(), false, Problem.InvalidClaim.class, () -> keys.redeem(asked)));
  }
}
