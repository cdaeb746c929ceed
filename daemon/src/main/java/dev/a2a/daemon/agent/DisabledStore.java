package dev.a2a.daemon.agent;

import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.time.Instant;

/// SQL for the agents that the operator has disabled. Asked in the transaction of what it stops, so
/// that nothing of it happens after the operator was answered.
public final class DisabledStore {
  private DisabledStore() {}

  /// That agent's id, or a refusal if it is disabled.
  public static String enabled(Tx tx, String agentId) {
    if (tx.number("SELECT EXISTS (SELECT 1 FROM disabled_agents WHERE agent_id = ?)", agentId)
        == 1) {
      throw new Refusal(new Problem.AgentDisabled());
    }
    return agentId;
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
