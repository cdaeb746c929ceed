package dev.a2a.daemon.message;

import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.authorization.Authorizations;
import dev.a2a.daemon.authorization.Authorizations.Peer;
import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.db.Page;
import dev.a2a.daemon.db.Tx;
import dev.a2a.daemon.inbox.ExposureStore;
import dev.a2a.daemon.inbox.InboxStore;
import dev.a2a.daemon.inbox.Quota;
import dev.a2a.daemon.loop.LoopGuard;
import dev.a2a.daemon.message.MessageStore.Listed;
import dev.a2a.daemon.message.Outbox.Accepted;
import dev.a2a.daemon.message.Outbox.Outcome;
import dev.a2a.daemon.message.Outbox.Paused;
import dev.a2a.daemon.receipt.Receipts;
import dev.a2a.daemon.receipt.Shown;
import dev.a2a.daemon.receipt.Shown.Fresh;
import dev.a2a.daemon.search.SearchQuery;
import dev.a2a.daemon.secret.Seal;
import dev.a2a.shared.api.CheckInbox;
import dev.a2a.shared.api.Conversation;
import dev.a2a.shared.api.ConversationList;
import dev.a2a.shared.api.ConversationList.ConversationItem;
import dev.a2a.shared.api.FoundMessages;
import dev.a2a.shared.api.GetConversation;
import dev.a2a.shared.api.GetMessage;
import dev.a2a.shared.api.Inbox;
import dev.a2a.shared.api.ListConversations;
import dev.a2a.shared.api.Message;
import dev.a2a.shared.api.MessageStatus;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.SearchMessages;
import dev.a2a.shared.api.SendMessage;
import dev.a2a.shared.api.Sent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The rules of the mail. Safe for use by many threads.
///
/// What [#send] has answered is on disk, exactly once for each idempotency key. Nothing that lists
/// or shows a message marks it read; showing it to its recipient makes it delivered.
public final class Messages {
  private static final int CONVERSATION_BYTES = 64 << 10;
  private static final String AGENT = "a2a_";

  /// For callers that take lists of any size.
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  private final Database database;
  private final Authorizations authorizations;
  private final Receipts receipts;
  private final Outbox outbox;
  private final Clock clock;
  private final int bodyMax;
  private final Seal seal;

  /// What the mail stands on.
  ///
  /// @param bodyMax bytes of UTF-8 that a body may have
  /// @param seal of stored messages
  public record Needs(
      Database database,
      Authorizations authorizations,
      Receipts receipts,
      Quota quota,
      LoopGuard loopGuard,
      Clock clock,
      int bodyMax,
      Seal seal) {}

  public Messages(Needs needs) {
    this.database = needs.database();
    this.authorizations = needs.authorizations();
    this.receipts = needs.receipts();
    this.outbox = new Outbox(needs);
    this.clock = needs.clock();
    this.bodyMax = needs.bodyMax();
    this.seal = needs.seal();
  }

  /// Stores a message for its recipient, in one transaction with the check that the sender may
  /// write.
  public Sent send(Agent sender, SendMessage asked) {
    byte[] body = body(asked);
    Outcome outcome = database.write(tx -> put(tx, sender, asked, body));
    Sent sent = sent(outcome, asked);
    tellSent(asked);
    return sent;
  }

  /// The same in a transaction of the caller's, who calls [#tellSent] after it.
  public Sent send(Tx tx, Agent sender, SendMessage asked) {
    return sent(put(tx, sender, asked, body(asked)), asked);
  }

  /// Wakes those who wait for what that message answers.
  public void tellSent(SendMessage sent) {
    if (sent.replyToId() != null) {
      receipts.tell(sent.replyToId());
    }
  }

  /// Would the message leave the pair of what the agent was shown lately? No, if it is stored
  /// already. Refused like the send itself if the agent may not write.
  public boolean leavesPair(Agent sender, SendMessage asked) {
    body(asked);
    return database.read(tx -> {
      authorizations.check(tx, sender.id(), asked.recipientId(), asked.capabilityId());
      String key = asked.idempotencyKey();
      return (key == null || MessageStore.earlier(tx, sender.id(), key).isEmpty())
          && ExposureStore.toOthers(tx, sender.id(), asked.recipientId(), clock.instant());
    });
  }

  private Outcome put(Tx tx, Agent sender, SendMessage asked, byte[] body) {
    authorizations.check(tx, sender.id(), asked.recipientId(), asked.capabilityId());
    return outbox.put(tx, sender, asked, body);
  }

  private byte[] body(SendMessage asked) {
    byte[] body = asked.body().getBytes(StandardCharsets.UTF_8);
    if (body.length > bodyMax) {
      throw new Refusal(new Problem.BodyTooLarge(body.length, bodyMax));
    }
    return body;
  }

  private static Sent sent(Outcome outcome, SendMessage asked) {
    return switch (outcome) {
      case Paused _ -> throw new Refusal(new Problem.ConversationPaused(asked.recipientId()));
      case Accepted accepted ->
          new Sent(
              accepted.messageId(),
              accepted.threadId(),
              MessageStatus.QUEUED,
              accepted.recipientLastCheckedAt());
    };
  }

  /// Stores a message whose words are ours, in a transaction of the caller's, who knows that its
  /// recipient is to have it. No quota and no pause keeps it out.
  public void tell(Tx tx, Agent sender, String recipientId, String subject, String body) {
    SendMessage told = new SendMessage(recipientId, subject, body, null, null);
    outbox.tell(tx, sender, told, body.getBytes(StandardCharsets.UTF_8));
  }

  /// A page of the inbox. What it shows becomes delivered.
  public Inbox inbox(Agent agent, CheckInbox asked) {
    return inbox(agent, asked, UNBOUNDED);
  }

  /// The same, of about `bytes` at most; then a page ends early.
  public Inbox inbox(Agent agent, CheckInbox asked, int bytes) {
    int limit = Page.limit(asked.limit());
    long below = Page.below(asked.cursor());
    Instant now = clock.instant();
    record Found(Page<Stored> page, long unread, Shown shown) {}
    Found found =
        database.read(tx -> {
          Page<Stored> page =
              Page.of(
                  MessageStore.inbox(
                      tx, seal, agent.id(), asked.unreadOnly(), below, limit + 1, now),
                  limit,
                  bytes,
                  Stored::itemBytes,
                  message -> Page.cursor(message.seq()));
          boolean checked = InboxStore.worthNoting(tx, agent.id(), now);
          return new Found(
              page,
              InboxStore.unread(tx, agent.id(), now),
              shown(tx, agent, page.items(), checked, now));
        });
    receipts.shown(agent, found.shown());
    return new Inbox(
        found.unread(),
        found.page().map(Stored::item),
        found.page().hasMore(),
        found.page().cursor());
  }

  /// One message that the agent sent or received, whole unless less is asked for.
  public Message get(Agent agent, GetMessage asked) {
    int from = asked.cursor() == null ? 0 : Page.position(asked.cursor());
    Instant now = clock.instant();
    record Found(Stored message, Shown shown) {}
    Found found =
        database.read(tx -> {
          Stored message =
              MessageStore.find(tx, seal, agent.id(), asked.messageId(), now)
                  .orElseThrow(() -> new Refusal(new Problem.MessageNotFound()));
          return new Found(message, shown(tx, agent, List.of(message), false, now));
        });
    Stored message = found.message();
    if (message.damaged()) {
      throw new Refusal(new Problem.DamagedMessage());
    }
    receipts.shown(agent, found.shown());
    return message.part(agent.id(), from, asked.maxBytes() == null ? UNBOUNDED : asked.maxBytes());
  }

  /// A page of the agent's mail in which something stands, of about `bytes` at most. What it shows
  /// becomes delivered.
  public FoundMessages search(Agent agent, SearchMessages asked, int bytes) {
    Instant now = clock.instant();
    SearchQuery query = SearchQuery.read(asked.query(), now);
    int limit = Page.limit(asked.limit());
    long below = Page.below(asked.cursor());
    record Hits(Page<Search.Found> page, Shown shown) {}
    Hits hits =
        database.read(tx -> {
          Page<Search.Found> found =
              new Search(tx, seal, agent.id(), query, now).page(below, limit, bytes);
          return new Hits(found, shown(tx, agent, found.map(Search.Found::message), false, now));
        });
    Page<Search.Found> page = hits.page();
    receipts.shown(agent, hits.shown());
    return new FoundMessages(
        page.map(found -> found.message().found(found.at())), page.hasMore(), page.cursor());
  }

  public long unread(Agent agent) {
    return database.read(tx -> InboxStore.unread(tx, agent.id(), clock.instant()));
  }

  /// A page of those with whom there is mail, and after them of those with whom there could be.
  public ConversationList conversations(Agent agent, ListConversations asked) {
    return conversations(agent, asked, UNBOUNDED);
  }

  /// The same, of about `bytes` at most.
  public ConversationList conversations(Agent agent, ListConversations asked, int bytes) {
    int limit = Page.limit(asked.limit());
    String cursor = asked.cursor();
    Instant now = clock.instant();
    List<Listed> rows =
        database.read(tx -> {
          if (cursor != null && cursor.startsWith(AGENT)) {
            return silent(tx, agent, cursor, limit + 1, now);
          }
          List<Listed> all =
              new ArrayList<>(
                  MessageStore.conversations(
                      tx, seal, agent.id(), Page.below(cursor), limit + 1, now));
          if (all.size() <= limit) {
            all.addAll(silent(tx, agent, "", limit + 1 - all.size(), now));
          }
          return all;
        });
    Page<Listed> page = Page.of(rows, limit, bytes, Listed::bytes, Listed::cursor);
    return new ConversationList(page.map(Listed::item), page.hasMore(), page.cursor());
  }

  /// A page of all mail with one peer. What it shows to its recipient becomes delivered.
  public Conversation conversation(Agent agent, GetConversation asked) {
    return conversation(agent, asked, UNBOUNDED);
  }

  /// The same, of about `bytes` at most: a body that is longer alone is cut, and says so.
  public Conversation conversation(Agent agent, GetConversation asked, int bytes) {
    int limit = Page.limit(asked.limit());
    long below = Page.below(asked.cursor());
    Instant now = clock.instant();
    record Found(Page<Stored> page, Shown shown) {}
    Found found =
        database.read(tx -> {
          Page<Stored> rows =
              Page.of(
                  MessageStore.conversation(
                      tx, seal, agent.id(), asked.peerId(), below, limit + 1, now),
                  limit,
                  Math.min(bytes, CONVERSATION_BYTES),
                  Stored::wholeBytes,
                  message -> Page.cursor(message.seq()));
          return new Found(rows, shown(tx, agent, rows.items(), false, now));
        });
    Page<Stored> page = found.page();
    receipts.shown(agent, found.shown());
    return new Conversation(
        asked.peerId(), page.map(m -> m.part(agent.id(), 0, bytes)), page.hasMore(), page.cursor());
  }

  /// Peers after that id with whom there is no mail. Their cursor is their id, which no cursor of a
  /// conversation with mail looks like.
  private List<Listed> silent(Tx tx, Agent agent, String after, int limit, Instant now) {
    List<Listed> found = new ArrayList<>();
    List<Peer> some;
    String last = after;
    do {
      some = authorizations.peers(tx, agent.id(), last, limit);
      for (Peer peer : some) {
        last = peer.id();
        if (found.size() < limit && !MessageStore.exchanged(tx, agent.id(), peer.id(), now)) {
          found.add(
              new Listed(
                  peer.id(),
                  new ConversationItem(peer.id(), peer.name(), 0, null, null, null, null, null)));
        }
      }
    } while (found.size() < limit && some.size() == limit);
    return found;
  }

  private static Shown shown(Tx tx, Agent agent, List<Stored> page, boolean checked, Instant now) {
    List<Stored> incoming = page.stream().filter(m -> m.recipientId().equals(agent.id())).toList();
    Set<String> senders = incoming.stream().map(Stored::senderId).collect(Collectors.toSet());
    List<Fresh> fresh =
        incoming.stream().filter(m -> !m.delivered()).map(m -> new Fresh(m.seq(), m.id())).toList();
    return new Shown(fresh, ExposureStore.unnoted(tx, agent.id(), senders, now), checked);
  }
}
