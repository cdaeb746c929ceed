package dev.a2a.daemon.message;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.audit.Audit;
import dev.a2a.daemon.audit.Event;
import dev.a2a.daemon.db.Tx;
import dev.a2a.daemon.inbox.ExposureStore;
import dev.a2a.daemon.inbox.Held;
import dev.a2a.daemon.inbox.InboxStore;
import dev.a2a.daemon.inbox.InboxStore.Inbox;
import dev.a2a.daemon.inbox.Quota;
import dev.a2a.daemon.loop.LoopGuard;
import dev.a2a.daemon.message.MessageStore.Earlier;
import dev.a2a.daemon.message.MessageStore.Ids;
import dev.a2a.daemon.message.MessageStore.Last;
import dev.a2a.daemon.receipt.Receipts;
import dev.a2a.daemon.secret.Seal;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.SendMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What happens to a message between the check that its sender may write and the end of the
/// transaction: once for each idempotency key, a thread, a life, and the limits. Whoever may not
/// write never gets here, so nothing of this is told to a stranger.
final class Outbox {
  private static final Duration LIFE = Duration.ofDays(90);

  private final Receipts receipts;
  private final Quota quota;
  private final LoopGuard loopGuard;
  private final Clock clock;
  private final Seal seal;
  private final TimeOrderedEpochFactory ids;

  Outbox(Messages.Needs needs) {
    this.receipts = needs.receipts();
    this.quota = needs.quota();
    this.loopGuard = needs.loopGuard();
    this.clock = needs.clock();
    this.seal = needs.seal();
    this.ids = TimeOrderedEpochFactory.builder().withClock(clock).build();
  }

  /// What became of a send. A pause is no exception, because it is part of the transaction.
  sealed interface Outcome permits Accepted, Paused {}

  /// It is stored, now or by an earlier send with the same idempotency key.
  record Accepted(String messageId, String threadId, @Nullable Instant recipientLastCheckedAt)
      implements Outcome {}

  /// It is not stored, because the conversation is paused.
  record Paused() implements Outcome {}

  Outcome put(Tx tx, Agent sender, SendMessage asked, byte[] body) {
    String key = asked.idempotencyKey();
    if (key == null) {
      return store(tx, sender, asked, body);
    }
    String fingerprint = Digest.fingerprint(asked);
    Optional<Earlier> earlier = MessageStore.earlier(tx, sender.id(), key);
    if (earlier.isPresent()) {
      if (!earlier.get().fingerprint().equals(fingerprint)) {
        throw new Refusal(new Problem.IdempotencyConflict());
      }
      Ids ids = earlier.get().ids();
      Instant checkedAt = InboxStore.checkedAt(tx, asked.recipientId()).orElse(null);
      return new Accepted(ids.messageId(), ids.threadId(), checkedAt);
    }
    Outcome outcome = store(tx, sender, asked, body);
    if (outcome instanceof Accepted accepted) {
      Earlier first = new Earlier(fingerprint, new Ids(accepted.messageId(), accepted.threadId()));
      MessageStore.remember(tx, sender.id(), key, first, clock.instant());
    }
    return outcome;
  }

  /// Stores what nobody but ourselves has worded: no limit keeps it out, and it is no turn.
  void tell(Tx tx, Agent sender, SendMessage told, byte[] body) {
    Instant now = clock.instant();
    String id = ids.create().toString();
    Last last = MessageStore.last(tx);
    Ids made = new Ids(id, id);
    Instant end = life(last, now);
    MessageStore.insert(tx, seal, last.seq() + 1, sender.id(), told, made, body, now, end);
    InboxStore.add(tx, told.recipientId(), body.length);
    record(tx, sender, id, told, body, false, now); // The agent has no say in it.
  }

  private Outcome store(Tx tx, Agent sender, SendMessage asked, byte[] body) {
    Instant now = clock.instant();
    String recipientId = asked.recipientId();
    String replyToId = asked.replyToId();
    String id = ids.create().toString();
    String thread =
        replyToId == null
            ? id
            : MessageStore.thread(tx, sender.id(), replyToId)
                .orElseThrow(() -> new Refusal(new Problem.MessageNotFound()));
    Last last = MessageStore.last(tx);
    Instant end = asked.expiresAt() == null ? life(last, now) : chosen(asked.expiresAt(), now);
    if (!loopGuard.passes(tx, sender.id(), recipientId)) {
      return new Paused();
    }
    Ids made = new Ids(id, thread);
    long seq = last.seq() + 1;
    Held share = MessageStore.insert(tx, seal, seq, sender.id(), asked, made, body, now, end);
    Inbox inbox = InboxStore.add(tx, recipientId, body.length);
    quota.check(share, inbox.held());
    boolean leavesPair = ExposureStore.toOthers(tx, sender.id(), recipientId, now);
    record(tx, sender, id, asked, body, leavesPair, now);
    if (replyToId != null) {
      receipts.replied(tx, replyToId, recipientId, sender.id(), id);
    }
    return new Accepted(id, thread, inbox.checkedAt());
  }

  private static void record(
      Tx tx,
      Agent sender,
      String id,
      SendMessage asked,
      byte[] body,
      boolean leavesPair,
      Instant now) {
    Audit.record(
        tx,
        sender.id(),
        now,
        new Event.MessageSent(id, asked.recipientId(), body.length, leavesPair ? true : null));
  }

  /// Not before a message that is there already: a clock that is behind must not make mail that is
  /// over as soon as the clock is right.
  private static Instant life(Last last, Instant now) {
    Instant end = now.plus(LIFE);
    return end.isAfter(last.expiresAt()) ? end : last.expiresAt();
  }

  private static Instant chosen(Instant expiresAt, Instant now) {
    Instant shown = now.truncatedTo(ChronoUnit.MILLIS);
    if (!expiresAt.isAfter(now)) {
      throw new Refusal(new Problem.InvalidExpiry("must be in the future", shown));
    }
    if (expiresAt.isAfter(now.plus(LIFE))) {
      throw new Refusal(new Problem.InvalidExpiry("may be at most 90 days ahead", shown));
    }
    return expiresAt;
  }
}
