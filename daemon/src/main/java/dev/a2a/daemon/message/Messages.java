package dev.a2a.daemon.message;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.audit.Audit;
import dev.a2a.daemon.audit.Event;
import dev.a2a.daemon.authorization.Authorizations;
import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.db.Page;
import dev.a2a.daemon.db.Tx;
import dev.a2a.daemon.message.MessageStore.Accepted;
import dev.a2a.daemon.message.MessageStore.Earlier;
import dev.a2a.daemon.message.MessageStore.Latest;
import dev.a2a.daemon.message.MessageStore.Listed;
import dev.a2a.daemon.search.SearchQuery;
import dev.a2a.daemon.secret.Seal;
import dev.a2a.shared.api.CheckInbox;
import dev.a2a.shared.api.Conversation;
import dev.a2a.shared.api.ConversationList;
import dev.a2a.shared.api.FoundMessages;
import dev.a2a.shared.api.GetConversation;
import dev.a2a.shared.api.GetMessage;
import dev.a2a.shared.api.Inbox;
import dev.a2a.shared.api.ListConversations;
import dev.a2a.shared.api.MarkRead;
import dev.a2a.shared.api.Marked;
import dev.a2a.shared.api.Message;
import dev.a2a.shared.api.MessageStatus;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.SearchMessages;
import dev.a2a.shared.api.SendMessage;
import dev.a2a.shared.api.Sent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rules of the mail. Safe for use by many threads.
///
/// What [#send] has answered is on disk, exactly once for each idempotency key. Nothing that lists
/// or shows a message marks it read; showing it to its recipient makes it delivered.
public final class Messages {
  private static final Logger LOG = LoggerFactory.getLogger(Messages.class);
  private static final Duration LIFE = Duration.ofDays(90);
  private static final int MARKED_AT_ONCE = 500;
  private static final int CONVERSATION_BYTES = 64 << 10;

  /// For callers that take lists of any size.
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  private final Database database;
  private final Authorizations authorizations;
  private final Clock clock;
  private final int bodyMax;
  private final Seal seal;
  private final TimeOrderedEpochFactory ids;

  /// @param bodyMax bytes of UTF-8 that a body may have
  /// @param seal of stored messages
  public Messages(
      Database database, Authorizations authorizations, Clock clock, int bodyMax, Seal seal) {
    this.database = database;
    this.authorizations = authorizations;
    this.clock = clock;
    this.bodyMax = bodyMax;
    this.seal = seal;
    this.ids = TimeOrderedEpochFactory.builder().withClock(clock).build();
  }

  /// Stores a message for its recipient, in one transaction with the check that the sender may
  /// write.
  public Sent send(Agent sender, SendMessage asked) {
    byte[] body = asked.body().getBytes(StandardCharsets.UTF_8);
    if (body.length > bodyMax) {
      throw new Refusal(new Problem.BodyTooLarge(body.length, bodyMax));
    }
    Accepted accepted =
        database.write(tx -> {
          authorizations.check(tx, sender.id(), asked.recipientId(), asked.capabilityId());
          return asked.idempotencyKey() == null
              ? store(tx, sender, asked, body)
              : once(tx, sender, asked, asked.idempotencyKey(), body);
        });
    return new Sent(accepted.messageId(), accepted.threadId(), MessageStatus.QUEUED);
  }

  /// Stores a message whose words are ours, in a transaction of the caller's, who knows that its
  /// recipient is to have it.
  public void tell(Tx tx, Agent sender, String recipientId, String subject, String body) {
    SendMessage told = new SendMessage(recipientId, subject, body, null, null);
    store(tx, sender, told, body.getBytes(StandardCharsets.UTF_8));
  }

  /// A page of the inbox. What it shows becomes delivered.
  public Inbox inbox(Agent agent, CheckInbox asked) {
    return inbox(agent, asked, UNBOUNDED);
  }

  /// The same, of about `bytes` at most; then a page ends early.
  public Inbox inbox(Agent agent, CheckInbox asked, int bytes) {
    int limit = Page.limit(asked.limit());
    long below = Page.below(asked.cursor());
    record Found(Page<Stored> page, long unread) {}
    Found found =
        database.read(tx ->
            new Found(
                Page.of(
                    MessageStore.inbox(
                        tx,
                        seal,
                        agent.id(),
                        asked.unreadOnly(),
                        below,
                        limit + 1,
                        clock.instant()),
                    limit,
                    bytes,
                    Stored::itemBytes,
                    message -> Page.cursor(message.seq())),
                MessageStore.unread(tx, agent.id())));
    handedOver(agent, found.page().items());
    return new Inbox(
        found.unread(),
        found.page().map(Stored::item),
        found.page().hasMore(),
        found.page().cursor());
  }

  /// One message that the agent sent or received, whole unless less is asked for.
  public Message get(Agent agent, GetMessage asked) {
    int from = asked.cursor() == null ? 0 : Page.position(asked.cursor());
    Stored message =
        database
            .read(tx -> MessageStore.find(tx, seal, agent.id(), asked.messageId(), clock.instant()))
            .orElseThrow(() -> new Refusal(new Problem.MessageNotFound()));
    if (message.damaged()) {
      throw new Refusal(new Problem.DamagedMessage());
    }
    handedOver(agent, List.of(message));
    return message.part(from, asked.maxBytes() == null ? UNBOUNDED : asked.maxBytes());
  }

  /// A page of the agent's mail in which something stands, of about `bytes` at most. What it shows
  /// becomes delivered.
  public FoundMessages search(Agent agent, SearchMessages asked, int bytes) {
    Instant now = clock.instant();
    SearchQuery query = SearchQuery.read(asked.query(), now);
    int limit = Page.limit(asked.limit());
    long below = Page.below(asked.cursor());
    Page<Search.Found> page =
        database.read(tx -> new Search(tx, seal, agent.id(), query, now).page(below, limit, bytes));
    handedOver(agent, page.map(Search.Found::message));
    return new FoundMessages(
        page.map(found -> found.message().found(found.at())), page.hasMore(), page.cursor());
  }

  /// Marks one message, or all that were listed so far. Marking twice is no error.
  public Marked markRead(Agent agent, MarkRead asked) {
    int marked = asked.messageId() == null ? markListed(agent) : markOne(agent, asked.messageId());
    return new Marked(marked, unread(agent));
  }

  public long unread(Agent agent) {
    return database.read(tx -> MessageStore.unread(tx, agent.id()));
  }

  public ConversationList conversations(Agent agent, ListConversations asked) {
    return conversations(agent, asked, UNBOUNDED);
  }

  /// The same, of about `bytes` at most.
  public ConversationList conversations(Agent agent, ListConversations asked, int bytes) {
    int limit = Page.limit(asked.limit());
    long below = Page.below(asked.cursor());
    List<Latest> rows =
        database.read(tx -> MessageStore.conversations(tx, seal, agent.id(), below, limit + 1));
    Page<Latest> page =
        Page.of(rows, limit, bytes, Latest::bytes, latest -> Page.cursor(latest.seq()));
    return new ConversationList(page.map(Latest::item), page.hasMore(), page.cursor());
  }

  /// A page of all mail with one peer. What it shows to its recipient becomes delivered.
  public Conversation conversation(Agent agent, GetConversation asked) {
    return conversation(agent, asked, UNBOUNDED);
  }

  /// The same, of about `bytes` at most: a body that is longer alone is cut, and says so.
  public Conversation conversation(Agent agent, GetConversation asked, int bytes) {
    int limit = Page.limit(asked.limit());
    long below = Page.below(asked.cursor());
    List<Stored> rows =
        database.read(tx ->
            MessageStore.conversation(
                tx, seal, agent.id(), asked.peerId(), below, limit + 1, clock.instant()));
    Page<Stored> page =
        Page.of(
            rows,
            limit,
            Math.min(bytes, CONVERSATION_BYTES),
            Stored::wholeBytes,
            message -> Page.cursor(message.seq()));
    handedOver(agent, page.items());
    return new Conversation(
        asked.peerId(), page.map(m -> m.part(0, bytes)), page.hasMore(), page.cursor());
  }

  private Accepted once(Tx tx, Agent sender, SendMessage asked, String key, byte[] body) {
    String fingerprint = Digest.fingerprint(asked);
    return MessageStore.earlier(tx, sender.id(), key)
        .map(earlier -> {
          if (!earlier.fingerprint().equals(fingerprint)) {
            throw new Refusal(new Problem.IdempotencyConflict());
          }
          return earlier.accepted();
        })
        .orElseGet(() -> {
          Accepted accepted = store(tx, sender, asked, body);
          Earlier first = new Earlier(fingerprint, accepted);
          MessageStore.remember(tx, sender.id(), key, first, clock.instant());
          return accepted;
        });
  }

  private Accepted store(Tx tx, Agent sender, SendMessage asked, byte[] body) {
    Instant now = clock.instant();
    String id = ids.create().toString();
    String thread =
        asked.replyToId() == null
            ? id
            : MessageStore.thread(tx, sender.id(), asked.replyToId())
                .orElseThrow(() -> new Refusal(new Problem.MessageNotFound()));
    Accepted accepted = new Accepted(id, thread);
    // A clock that is behind must not make mail that is over as soon as the clock is right.
    Instant last = Instant.ofEpochMilli(MessageStore.lastExpiry(tx));
    Instant end = now.plus(LIFE);
    MessageStore.insert(
        tx, seal, sender.id(), asked, accepted, body, now, end.isAfter(last) ? end : last);
    Audit.record(
        tx, sender.id(), now, new Event.MessageSent(id, asked.recipientId(), body.length, null));
    return accepted;
  }

  /// Notes what its recipient has seen. A disk that takes nothing does not keep anybody from
  /// reading: what could not be noted is when it is shown again.
  private void handedOver(Agent agent, List<Stored> shown) {
    List<Stored> fresh =
        shown.stream().filter(m -> !m.delivered() && m.recipientId().equals(agent.id())).toList();
    if (fresh.isEmpty()) {
      return; // Looking again costs no write.
    }
    try {
      database.change(tx -> {
        fresh.forEach(m -> MessageStore.delivered(tx, m.seq(), clock.instant()));
        return fresh.size();
      });
    } catch (Refusal e) {
      LOG.debug("delivery not noted", e);
    }
  }

  private int markOne(Agent agent, String messageId) {
    return database.change(tx -> {
      Listed message =
          MessageStore.received(tx, agent.id(), messageId)
              .orElseThrow(() -> new Refusal(new Problem.MessageNotFound()));
      return MessageStore.read(tx, agent.id(), message, clock.instant()) ? 1 : 0;
    });
  }

  /// In small steps, so that a large inbox does not hold up the mail of others.
  private int markListed(Agent agent) {
    int marked = 0;
    while (database.read(tx -> !MessageStore.listed(tx, agent.id(), 1).isEmpty())) {
      marked +=
          database.change(tx -> {
            List<Listed> some = MessageStore.listed(tx, agent.id(), MARKED_AT_ONCE);
            some.forEach(m -> MessageStore.read(tx, agent.id(), m, clock.instant()));
            return some.size();
          });
    }
    return marked;
  }
}
