package dev.a2a.daemon.capability;

import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.Capability;
import java.util.List;

/// SQL for capabilities.
final class CapabilityStore {
  private CapabilityStore() {}

  static void replace(Tx tx, String agentId, List<Capability> all) {
    tx.update("DELETE FROM capabilities WHERE agent_id = ?", agentId);
    for (int i = 0; i < all.size(); i++) {
      Capability one = all.get(i);
      tx.update(
          """
          INSERT INTO capabilities (agent_id, id, position, title, description)
          VALUES (?, ?, ?, ?, ?)
          """,
          agentId,
          one.id(),
          i,
          one.title(),
          one.description());
    }
  }

  static List<Capability> of(Tx tx, String agentId) {
    return tx.all(
        "SELECT id, title, description FROM capabilities WHERE agent_id = ? ORDER BY position",
        row -> new Capability(row.getString(1), row.getString(2), row.getString(3)),
        agentId);
  }
}
