package dev.a2a.daemon.message;

import dev.a2a.daemon.db.Tx;
import dev.a2a.daemon.message.MailCheck.Pair;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// SQL that reads the whole mail, a part at a time.
final class MailCheckStore {
  private static final int PART = 500;

  private MailCheckStore() {}

  private record Looked(long seq, String id, boolean intact) {}

  /// Ids of messages whose body is not the one that was stored.
  static List<String> damaged(Tx tx) {
    List<String> damaged = new ArrayList<>();
    List<Looked> part = List.of();
    do {
      part = after(tx, part.isEmpty() ? 0 : part.getLast().seq());
      part.stream().filter(message -> !message.intact()).map(Looked::id).forEach(damaged::add);
    } while (part.size() == PART);
    return damaged;
  }

  /// Conversations that count or point wrongly, or are missing.
  static List<Pair> wrong(Tx tx) {
    return tx.all(
        """
        SELECT c.agent_id, c.peer_id FROM conversations c
        WHERE c.unread_count <> (SELECT COUNT(*) FROM messages
            WHERE sender_id = c.peer_id AND recipient_id = c.agent_id AND read_at IS NULL)
          OR c.last_seq <> MAX(
            COALESCE((SELECT MAX(seq) FROM messages
              WHERE sender_id = c.peer_id AND recipient_id = c.agent_id), 0),
            COALESCE((SELECT MAX(seq) FROM messages
              WHERE sender_id = c.agent_id AND recipient_id = c.peer_id), 0))
        UNION
        SELECT p.agent_id, p.peer_id FROM (
          SELECT DISTINCT recipient_id AS agent_id, sender_id AS peer_id FROM messages
          UNION SELECT DISTINCT sender_id, recipient_id FROM messages) p
        WHERE NOT EXISTS (SELECT 1 FROM conversations c
          WHERE c.agent_id = p.agent_id AND c.peer_id = p.peer_id)
        """,
        row -> new Pair(row.getString(1), row.getString(2)));
  }

  private static List<Looked> after(Tx tx, long seq) {
    return tx.all(
        "SELECT seq, id, body, body_sha256 FROM messages WHERE seq > ? ORDER BY seq LIMIT " + PART,
        row -> {
          byte[] body = row.getString(3).getBytes(StandardCharsets.UTF_8);
          return new Looked(row.getLong(1), row.getString(2), Stored.intact(body, row.getBytes(4)));
        },
        seq);
  }
}
