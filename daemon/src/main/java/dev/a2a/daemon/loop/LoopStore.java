package dev.a2a.daemon.loop;

import dev.a2a.daemon.db.Tx;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// SQL for the turns of two agents, in one row that both share.
final class LoopStore {
  private LoopStore() {}

  /// Who wrote last, and when the latest turns were taken.
  record Turns(String lastSenderId, List<Instant> takenAt, boolean paused) {
    /// Those after `start`. What a clock that was ahead has noted is not believed.
    List<Instant> within(Instant start, Instant end) {
      return takenAt.stream().filter(t -> t.isAfter(start) && !t.isAfter(end)).toList();
    }

    static List<Instant> with(List<Instant> before, Instant now) {
      List<Instant> all = new ArrayList<>(before);
      all.add(now);
      return all;
    }
  }

  static Optional<Turns> find(Tx tx, String one, String other) {
    return tx.first(
        """
        SELECT last_sender_id, taken_at, paused_at IS NOT NULL FROM turns
        WHERE low_id = ? AND high_id = ?
        """,
        row -> new Turns(row.getString(1), times(row.getBytes(2)), row.getInt(3) == 1),
        low(one, other),
        high(one, other));
  }

  static void put(Tx tx, String senderId, String recipientId, List<Instant> takenAt) {
    tx.update(
        """
        INSERT INTO turns (low_id, high_id, last_sender_id, taken_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (low_id, high_id) DO UPDATE SET
          last_sender_id = excluded.last_sender_id, taken_at = excluded.taken_at
        """,
        low(senderId, recipientId),
        high(senderId, recipientId),
        senderId,
        bytes(takenAt));
  }

  static void pause(Tx tx, String one, String other, Instant now) {
    tx.update(
        "UPDATE turns SET paused_at = ? WHERE low_id = ? AND high_id = ?",
        now.toEpochMilli(),
        low(one, other),
        high(one, other));
  }

  /// Was it paused?
  static boolean resume(Tx tx, String one, String other) {
    return tx.update(
            """
            UPDATE turns SET paused_at = NULL, taken_at = x''
            WHERE low_id = ? AND high_id = ? AND paused_at IS NOT NULL
            """,
            low(one, other),
            high(one, other))
        > 0;
  }

  private static String low(String one, String other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static String high(String one, String other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static List<Instant> times(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    List<Instant> times = new ArrayList<>();
    while (buffer.hasRemaining()) {
      times.add(Instant.ofEpochMilli(buffer.getLong()));
    }
    return times;
  }

  private static byte[] bytes(List<Instant> times) {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES * times.size());
    times.forEach(t -> buffer.putLong(t.toEpochMilli()));
    return buffer.array();
  }
}
