package dev.a2a.daemon.receipt;

import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.authorization.Authorizations;
import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.db.Tx;
import dev.a2a.daemon.inbox.ExposureStore;
import dev.a2a.daemon.inbox.InboxStore;
import dev.a2a.daemon.receipt.Arrivals.Waiter;
import dev.a2a.daemon.receipt.ReceiptStore.Row;
import dev.a2a.daemon.receipt.ReceiptStore.Unread;
import dev.a2a.shared.api.GetMessageStatus;
import dev.a2a.shared.api.MarkRead;
import dev.a2a.shared.api.Marked;
import dev.a2a.shared.api.MessageStatus;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Receipt;
import dev.a2a.shared.api.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What becomes of a message: delivered, read, replied or expired; and who may know.
///
/// A receipt is for the sender and the recipient of its message; for all others there is none, as
/// for an unknown id. Those who wait for one hear of a change after it is on disk. Safe for use by
/// many threads.
public final class Receipts {
  private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);
  private static final int MARKED_AT_ONCE = 500;

  private final Database database;
  private final Authorizations authorizations;
  private final Arrivals arrivals;
  private final InstantSource clock;

  public Receipts(
      Database database, Authorizations authorizations, Arrivals arrivals, InstantSource clock) {
    this.database = database;
    this.authorizations = authorizations;
    this.arrivals = arrivals;
    this.clock = clock;
  }

  /// How far a message has come; if asked to wait, not before it has come so far, has expired, or
  /// the time is over, which is at most `longest`.
  public Receipt status(Agent agent, GetMessageStatus asked, Duration longest) {
    if (asked.waitSeconds() == 0) {
      return look(agent, asked).receipt(null);
    }
    long wait = Math.min(TimeUnit.SECONDS.toNanos(asked.waitSeconds()), longest.toNanos());
    long start = System.nanoTime();
    try (Waiter waiter = arrivals.listen(asked.messageId())) {
      while (true) {
        Found found = look(agent, asked);
        MessageStatus status = found.status();
        if (status == MessageStatus.EXPIRED || asked.until().reachedBy(status)) {
          return found.receipt(false);
        }
        long left = wait - (System.nanoTime() - start);
        if (left <= 0 || !waiter.await(found.untilExpiry(Duration.ofNanos(left)))) {
          return found.receipt(true);
        }
      }
    }
  }

  /// Marks one message, or all that were shown so far. Marking twice is no error.
  public Marked markRead(Agent agent, MarkRead asked) {
    int marked = asked.messageId() == null ? markShown(agent) : markOne(agent, asked.messageId());
    return new Marked(
        marked, database.read(tx -> InboxStore.unread(tx, agent.id(), clock.instant())));
  }

  /// Notes what a recipient was shown. A disk that takes nothing does not keep anybody from
  /// reading: what could not be noted is when it is shown again.
  public void shown(Agent agent, Shown shown) {
    if (shown.isNothing()) {
      return; // Looking again costs no write.
    }
    try {
      database.change(tx -> {
        Instant now = clock.instant();
        shown.fresh().forEach(m -> ReceiptStore.delivered(tx, m.seq(), now));
        shown.senders().forEach(id -> ExposureStore.note(tx, agent.id(), id, now));
        if (shown.checked()) {
          InboxStore.checked(tx, agent.id(), now);
        }
        return shown.fresh().size();
      });
    } catch (Refusal e) {
      LOG.debug("delivery not noted", e);
      return;
    }
    shown.fresh().forEach(m -> arrivals.tell(m.id()));
  }

  /// Notes, in the transaction of the answer, that `recipientId` has answered a message, if that
  /// was one of `senderId` to it. Whoever waits is told by [#tell], after the commit.
  public void replied(
      Tx tx, String messageId, String senderId, String recipientId, String replyId) {
    ReceiptStore.replied(tx, messageId, senderId, recipientId, replyId, clock.instant());
  }

  /// There is news of that message.
  public void tell(String messageId) {
    arrivals.tell(messageId);
  }

  private record Found(
      String id, Row row, MessageStatus status, Instant now, @Nullable Instant lastChecked) {
    Receipt receipt(@Nullable Boolean stillWaiting) {
      return new Receipt(
          id,
          status,
          row.createdAt(),
          row.deliveredAt(),
          row.readAt(),
          row.repliedAt(),
          row.replyId(),
          row.expiresAt(),
          lastChecked,
          stillWaiting);
    }

    /// Nobody tells when a message expires, so that is when to look again.
    Duration untilExpiry(Duration left) {
      Duration life = Duration.between(now, row.expiresAt()).plusMillis(1);
      return status == MessageStatus.READ || life.compareTo(left) > 0 ? left : life;
    }
  }

  private Found look(Agent agent, GetMessageStatus asked) {
    return database.read(tx -> {
      Row row =
          ReceiptStore.find(tx, agent.id(), asked.messageId())
              .orElseThrow(() -> new Refusal(new Problem.MessageNotFound()));
      Instant now = clock.instant();
      return new Found(asked.messageId(), row, row.status(now), now, lastChecked(tx, agent, row));
    });
  }

  private @Nullable Instant lastChecked(Tx tx, Agent agent, Row row) {
    return row.senderId().equals(agent.id())
            && authorizations.mayMessage(tx, row.senderId(), row.recipientId())
        ? InboxStore.checkedAt(tx, row.recipientId()).orElse(null)
        : null;
  }

  private int markOne(Agent agent, String messageId) {
    boolean marked =
        database.change(tx -> {
          Unread message =
              ReceiptStore.received(tx, agent.id(), messageId, clock.instant())
                  .orElseThrow(() -> new Refusal(new Problem.MessageNotFound()));
          return mark(tx, agent, message);
        });
    if (marked) {
      arrivals.tell(messageId);
    }
    return marked ? 1 : 0;
  }

  /// In small steps, so that a large inbox does not hold up the mail of others.
  private int markShown(Agent agent) {
    int marked = 0;
    while (database.read(tx -> !shown(tx, agent, 1).isEmpty())) {
      List<Unread> step =
          database.change(tx -> {
            List<Unread> some = shown(tx, agent, MARKED_AT_ONCE);
            some.forEach(m -> mark(tx, agent, m));
            return some;
          });
      step.forEach(m -> arrivals.tell(m.id()));
      marked += step.size();
    }
    return marked;
  }

  private List<Unread> shown(Tx tx, Agent agent, int limit) {
    return ReceiptStore.shown(tx, agent.id(), limit, clock.instant());
  }

  private boolean mark(Tx tx, Agent agent, Unread message) {
    if (!ReceiptStore.read(tx, message.seq(), clock.instant())) {
      return false;
    }
    InboxStore.remove(tx, agent.id(), message.senderId(), message.bytes());
    return true;
  }
}
