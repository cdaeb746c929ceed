package dev.a2a.daemon.loop;

import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.db.Tx;
import dev.a2a.daemon.loop.LoopStore.Turns;
import dev.a2a.shared.api.ResumeConversation;
import dev.a2a.shared.api.Resumed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Pauses a conversation in which the two take turns too often, in both directions, until a person
/// lets it go on.
///
/// A turn is a message in the other direction than the one before, whatever the thread: a hundred
/// messages one way are none. Only accepted messages count. Safe for use by many threads.
public final class LoopGuard {
  static final Duration WINDOW = Duration.ofMinutes(10);

  private final Database database;
  private final InstantSource clock;
  private final int max;

  /// `max` turns are let through in 10 minutes; with 0, any number.
  public LoopGuard(Database database, InstantSource clock, int max) {
    this.database = database;
    this.clock = clock;
    this.max = max;
  }

  /// Counts a message that is about to be stored; false when it must not be, because the
  /// conversation is paused, by this one or before. The pause is part of the transaction, so that
  /// must be committed then.
  public boolean passes(Tx tx, String senderId, String recipientId) {
    if (max == 0) {
      return true;
    }
    Optional<Turns> known = LoopStore.find(tx, senderId, recipientId);
    if (known.isEmpty()) {
      LoopStore.put(tx, senderId, recipientId, List.of());
      return true;
    }
    Turns turns = known.get();
    if (turns.paused()) {
      return false;
    }
    if (turns.lastSenderId().equals(senderId)) {
      return true;
    }
    Instant now = clock.instant();
    List<Instant> recent = turns.within(now.minus(WINDOW), now);
    if (recent.size() >= max) {
      LoopStore.pause(tx, senderId, recipientId, now);
      return false;
    }
    LoopStore.put(tx, senderId, recipientId, Turns.with(recent, now));
    return true;
  }

  /// Lets the conversation go on, and counts from nought. Unknown peers look like those whose
  /// conversation is not paused.
  public Resumed resume(Agent agent, ResumeConversation asked) {
    boolean wasPaused = database.change(tx -> LoopStore.resume(tx, agent.id(), asked.peerId()));
    return new Resumed(asked.peerId(), wasPaused);
  }
}
