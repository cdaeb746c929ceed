package dev.a2a.daemon.operation;

import dev.a2a.daemon.authorization.Peers;
import dev.a2a.shared.api.AliasList;
import dev.a2a.shared.api.AliasList.Alias;
import dev.a2a.shared.api.BlockAgent;
import dev.a2a.shared.api.Blocked;
import dev.a2a.shared.api.ListAliases;
import dev.a2a.shared.api.SetAlias;
import dev.a2a.shared.api.UnblockAgent;
import dev.a2a.shared.api.Unblocked;

/// Blocks and aliases, which are people's own. No tools.
final class PeerOperations {
  private PeerOperations() {}

  static Operation<BlockAgent, Blocked> block(Peers peers) {
    return Operation.routeOnly(
        Route.post("/v1/blocks", 201),
        BlockAgent.class,
        Blocked.class,
        (call, asked) -> peers.block(call.agent(), asked));
  }

  static Operation<UnblockAgent, Unblocked> unblock(Peers peers) {
    return Operation.routeOnly(
        Route.delete("/v1/blocks/{agent_id}"),
        UnblockAgent.class,
        Unblocked.class,
        (call, asked) -> peers.unblock(call.agent(), asked));
  }

  static Operation<SetAlias, Alias> setAlias(Peers peers) {
    return Operation.routeOnly(
        Route.post("/v1/aliases", 200),
        SetAlias.class,
        Alias.class,
        (call, asked) -> peers.alias(call.agent(), asked));
  }

  static Operation<ListAliases, AliasList> listAliases(Peers peers) {
    return Operation.routeOnly(
        Route.get("/v1/aliases"),
        ListAliases.class,
        AliasList.class,
        (call, asked) -> peers.aliases(call.agent(), asked));
  }
}
