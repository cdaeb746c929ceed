package dev.a2a.daemon.message;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.db.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Puts much mail into a database at once, past the rules.
final class Bulk {
  private static final String BODY = "x".repeat(200);

  private Bulk() {}

  /// `each` unread messages from every peer, in turn. Conversations are made to fit.
  static void unread(Parts parts, Agent recipient, List<Agent> peers, int each) {
    byte[] sha256 = Digest.of(BODY.getBytes(StandardCharsets.UTF_8));
    long now = parts.clock.millis();
    parts.database.write(tx -> {
      long base = tx.number("SELECT MAX(seq) FROM messages");
      for (int p = 0; p < peers.size(); p++) {
        tx.update(
            """
            WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1),
              m (seq) AS (SELECT ?2 + i * ?3 FROM n)
            INSERT INTO messages (seq, id, sender_id, recipient_id, thread_id, subject, body,
              body_bytes, body_sha256, created_at, expires_at)
            SELECT seq, printf('00000000-0000-7000-8000-%012x', seq), ?4, ?5,
              printf('00000000-0000-7000-8000-%012x', seq), 'hello', ?6, ?7, ?8, ?9, ?10 FROM m
            """,
            each,
            base + 1 + p,
            peers.size(),
            peers.get(p).id(),
            recipient.id(),
            BODY,
            BODY.length(),
            sha256,
            now,
            now + Duration.ofDays(90).toMillis());
      }
      tx.update(
          """
          INSERT OR REPLACE INTO conversations
            (agent_id, peer_id, last_seq, unread_count, unread_bytes)
          SELECT recipient_id, sender_id, MAX(seq), COUNT(*), SUM(body_bytes) FROM messages
          WHERE recipient_id = ?1 GROUP BY sender_id
          UNION ALL SELECT sender_id, recipient_id, MAX(seq), 0, 0 FROM messages
          WHERE recipient_id = ?1 GROUP BY sender_id
          """,
          recipient.id());
      return recount(tx, recipient);
    });
  }

  /// Marks all of an agent's mail read but the oldest `left` messages.
  static void readAllBut(Parts parts, Agent recipient, int left) {
    parts.database.write(tx -> {
      tx.update(
          """
          UPDATE messages SET delivered_at = created_at, read_at = created_at
          WHERE recipient_id = ?1 AND seq NOT IN
            (SELECT seq FROM messages WHERE recipient_id = ?1 ORDER BY seq LIMIT ?2)
          """,
          recipient.id(),
          left);
      tx.update(
          """
          UPDATE conversations SET (unread_count, unread_bytes) =
            (SELECT COUNT(*), COALESCE(SUM(body_bytes), 0) FROM messages
              WHERE sender_id = peer_id AND recipient_id = agent_id AND read_at IS NULL)
          WHERE agent_id = ?
          """,
          recipient.id());
      return recount(tx, recipient);
    });
  }

  private static int recount(Tx tx, Agent recipient) {
    return tx.update(
        """
        INSERT INTO inboxes (agent_id, unread_count, unread_bytes)
        SELECT agent_id, SUM(unread_count), SUM(unread_bytes) FROM conversations
        WHERE agent_id = ? GROUP BY agent_id
        ON CONFLICT (agent_id) DO UPDATE SET
          unread_count = excluded.unread_count, unread_bytes = excluded.unread_bytes
        """,
        recipient.id());
  }
}
