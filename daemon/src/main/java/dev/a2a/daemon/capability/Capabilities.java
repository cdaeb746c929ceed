package dev.a2a.daemon.capability;

import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.authorization.Authorizations;
import dev.a2a.daemon.db.Database;
import dev.a2a.shared.api.AgentCapabilities;
import dev.a2a.shared.api.GetAgentCapabilities;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.SetCapabilities;

/// Keeps what each agent says of itself, and shows it to those who may know of that agent: to all
/// if it is listed, else to whom it lets write. Safe for use by many threads.
public final class Capabilities {
  private final Database database;
  private final Authorizations authorizations;

  public Capabilities(Database database, Authorizations authorizations) {
    this.database = database;
    this.authorizations = authorizations;
  }

  /// Replaces all of the agent's own.
  public AgentCapabilities set(Agent agent, SetCapabilities asked) {
    return database.write(tx -> {
      CapabilityStore.replace(tx, agent.id(), asked.capabilities());
      return new AgentCapabilities(agent.id(), asked.capabilities());
    });
  }

  /// Those of an agent. Unknown ids and agents that `agent` may not know of look the same; a block
  /// of theirs takes away what they granted, and what is listed stays for all to see, or it would
  /// tell of the block.
  public AgentCapabilities get(Agent agent, GetAgentCapabilities asked) {
    return database.read(tx -> {
      if (!asked.agentId().equals(agent.id())
          && authorizations.visibleName(tx, agent.id(), asked.agentId()).isEmpty()) {
        throw new Refusal(new Problem.UnknownAgent());
      }
      return new AgentCapabilities(asked.agentId(), CapabilityStore.of(tx, asked.agentId()));
    });
  }
}
