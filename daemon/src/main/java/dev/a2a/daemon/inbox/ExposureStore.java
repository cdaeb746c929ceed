package dev.a2a.daemon.inbox;

import dev.a2a.daemon.db.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/// SQL for whose words an agent was shown lately. What it writes to somebody else soon after may be
/// their doing.
///
/// It is noted to the minute, so that looking again and again costs no writes. A time that is ahead
/// of the clock counts as lately.
public final class ExposureStore {
  /// How long a message that was shown may have a say in what its reader does.
  public static final Duration WINDOW = Duration.ofMinutes(10);

  private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

  private ExposureStore() {}

  /// Those of `senders` whose showing is not noted yet.
  public static Set<String> unnoted(Tx tx, String agentId, Set<String> senders, Instant now) {
    if (senders.isEmpty()) {
      return Set.of();
    }
    Set<String> left = new HashSet<>(senders);
    tx.all(
            """
            SELECT peer_id FROM conversations
            WHERE agent_id = ? AND shown_at > ? AND shown_at <= ?
            """,
            row -> row.getString(1),
            agentId,
            now.minus(NOTED_EVERY).toEpochMilli(),
            now.toEpochMilli())
        .forEach(left::remove);
    return left;
  }

  /// The agent is shown mail of `senderId`.
  public static void note(Tx tx, String agentId, String senderId, Instant now) {
    tx.update(
        "UPDATE conversations SET shown_at = ? WHERE agent_id = ? AND peer_id = ?",
        now.toEpochMilli(),
        agentId,
        senderId);
  }

  /// Was the agent shown mail of another than `peerId` lately?
  public static boolean toOthers(Tx tx, String agentId, String peerId, Instant now) {
    return tx
        .all(
            """
            SELECT peer_id FROM conversations
            WHERE agent_id = ? AND shown_at > ? ORDER BY shown_at DESC LIMIT 2
            """,
            row -> row.getString(1),
            agentId,
            now.minus(WINDOW).toEpochMilli())
        .stream()
        .anyMatch(id -> !id.equals(peerId));
  }
}
