package dev.a2a.daemon.agent;

import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.time.Instant;
import java.util.List;

/// SQL for the agents that the operator has disabled. Asked in the transaction of what it stops, so
/// that nothing of it happens after the operator was answered.
public final class DisabledStore {
  private DisabledStore() {}

  /// That agent's id, or a refusal if it is disabled.
  public static String enabled(Tx tx, String agentId) {
    contains(tx, agentId, agentId);
    return agentId;
  }

  /// Is the second of two agents disabled? A refusal if the first is.
  public static boolean contains(Tx tx, String enabledId, String otherId) {
    List<String> disabled =
        tx.all(
            "SELECT agent_id FROM disabled_agents WHERE agent_id IN (?, ?)",
            row -> row.getString(1),
            enabledId,
            otherId);
    if (disabled.contains(enabledId)) {
      throw new Refusal(new Problem.AgentDisabled());
    }
    return disabled.contains(otherId);
  }

  /// Disables it; false when it was already.
  public static boolean add(Tx tx, String agentId, Instant now) {
    return tx.update(
            "INSERT OR IGNORE INTO disabled_agents (agent_id, disabled_at) VALUES (?, ?)",
            agentId,
            now.toEpochMilli())
        > 0;
  }

  /// Enables it; false when it was not disabled.
  public static boolean remove(Tx tx, String agentId) {
    return tx.update("DELETE FROM disabled_agents WHERE agent_id = ?", agentId) > 0;
  }
}
