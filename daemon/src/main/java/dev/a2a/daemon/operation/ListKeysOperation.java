package dev.a2a.daemon.operation;

import dev.a2a.daemon.agent.Keys;
import dev.a2a.shared.api.KeyList;
import dev.a2a.shared.api.ListKeys;

/// Lists the caller's keys. No tool: keys are a matter of people.
final class ListKeysOperation {
  private ListKeysOperation() {}

  static Operation<ListKeys, KeyList> on(Keys keys) {
    return Operation.routeOnly(
        Route.get("/v1/keys"), ListKeys.class, KeyList.class, (call, _) -> keys.list(call.agent()));
  }
}
