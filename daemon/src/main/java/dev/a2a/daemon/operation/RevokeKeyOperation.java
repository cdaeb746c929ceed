package dev.a2a.daemon.operation;

import dev.a2a.daemon.agent.Keys;
import dev.a2a.shared.api.KeyRevoked;
import dev.a2a.shared.api.RevokeKey;

/// Ends one of the caller's keys. No tool: keys are a matter of people.
final class RevokeKeyOperation {
  private RevokeKeyOperation() {}

  static Operation<RevokeKey, KeyRevoked> on(Keys keys) {
    return Operation.routeOnly(
        Route.delete("/v1/keys/{key_id}"),
        RevokeKey.class,
        KeyRevoked.class,
        (call, asked) -> keys.revoke(call.agent(), asked));
  }
}
