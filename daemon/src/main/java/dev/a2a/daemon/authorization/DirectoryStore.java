package dev.a2a.daemon.authorization;

import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.AgentList.AgentItem;
import java.time.Instant;
import java.util.List;

/// SQL for the directory that follows from the authorizations.
final class DirectoryStore {
  private DirectoryStore() {}

  /// Listed agents and those that let `me` write, without `me`. Two ranges of two indexes, so that
  /// it costs a page, not a table.
  static List<AgentItem> page(Tx tx, String me, String after, int limit, Instant now) {
    long millis = now.toEpochMilli();
    return tx.all(
        """
        SELECT a.id, a.name, a.description,
          EXISTS (SELECT 1 FROM unblocked_authorizations w
            WHERE w.recipient_id = a.id AND w.sender_id = ? AND w.may_message = 1
              AND (w.expires_at IS NULL OR w.expires_at > ?)),
          EXISTS (SELECT 1 FROM unblocked_authorizations w
            WHERE w.recipient_id = ? AND w.sender_id = a.id AND w.may_message = 1
              AND (w.expires_at IS NULL OR w.expires_at > ?)),
          (SELECT p.alias FROM peers p WHERE p.agent_id = ? AND p.peer_id = a.id)
        FROM agents a JOIN (
          SELECT id FROM (
            SELECT id FROM agents WHERE listed = 1 AND id > ? ORDER BY id LIMIT ?) l
          UNION
          SELECT id FROM (
            SELECT recipient_id AS id FROM unblocked_authorizations
            WHERE sender_id = ? AND recipient_id > ? AND (expires_at IS NULL OR expires_at > ?)
            ORDER BY recipient_id LIMIT ?) r
        ) visible ON visible.id = a.id
        WHERE a.id <> ?
        ORDER BY a.id LIMIT ?
        """,
        row ->
            new AgentItem(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4) == 1,
                row.getInt(5) == 1,
                row.getString(6)),
        me,
        millis,
        me,
        millis,
        me,
        after,
        limit + 1,
        me,
        after,
        millis,
        limit + 1,
        me,
        limit);
  }
}
