package dev.a2a.daemon.message;

import dev.a2a.daemon.db.Page;
import dev.a2a.daemon.db.Tx;
import dev.a2a.daemon.search.SearchQuery;
import dev.a2a.daemon.search.WordIndexStore;
import dev.a2a.daemon.secret.Seal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One search in one snapshot: first through the agent's own mail that the index does not know yet,
/// then through what the index names. Every message is read and proven before it is found, so the
/// index may name too much, and nothing is missing because the index is behind.
///
/// It looks at so many messages and bytes at a time, all of them the agent's own; where that does
/// not fill a page, the page is short and the cursor goes on.
final class Search {
  private static final int EXAMINED_MAX = 500;
  private static final int BYTES_MAX = 1 << 20;

  // Order of acceptance and of time are the same, but for a clock that was set back.
  private static final Duration CLOCK_ERROR = Duration.ofDays(1);

  private final Tx tx;
  private final Seal seal;
  private final String agentId;
  private final SearchQuery query;
  private final Instant now;

  Search(Tx tx, Seal seal, String agentId, SearchQuery query, Instant now) {
    this.tx = tx;
    this.seal = seal;
    this.agentId = agentId;
    this.query = query;
    this.now = now;
  }

  /// A message, and where in its body to look first.
  record Found(Stored message, int at) {}

  /// A page of at most `limit` messages that together take at most `bytes`, or a single one.
  Page<Found> page(long below, int limit, int bytes) {
    List<Found> found = new ArrayList<>();
    int read = 0;
    int shown = 0;
    long last = below;
    List<Long> candidates = candidates(below);
    for (long seq : candidates) {
      Optional<Stored> own = SearchStore.get(tx, seal, seq).filter(this::isOwn);
      Optional<Found> hit = own.flatMap(this::match);
      shown += hit.map(h -> h.message().itemBytes()).orElse(0);
      if (hit.isPresent() && !found.isEmpty() && (found.size() == limit || shown > bytes)) {
        return new Page<>(found, Page.cursor(last));
      }
      hit.ifPresent(found::add);
      last = seq;
      read += own.map(Stored::bodyBytes).orElse(0);
      if (own.isPresent() && isPast(own.get())) {
        return new Page<>(found, null);
      }
      if (read > BYTES_MAX) {
        return new Page<>(found, Page.cursor(last));
      }
    }
    return new Page<>(found, candidates.size() < EXAMINED_MAX ? null : Page.cursor(last));
  }

  private List<Long> candidates(long below) {
    long indexed = WordIndexStore.indexedTo(tx);
    List<Long> candidates =
        new ArrayList<>(SearchStore.between(tx, agentId, indexed, below, EXAMINED_MAX));
    int left = EXAMINED_MAX - candidates.size();
    if (left > 0) {
      long end = Math.min(below, indexed + 1);
      candidates.addAll(WordIndexStore.find(tx, agentId, query, end, left));
    }
    return candidates;
  }

  private boolean isOwn(Stored message) {
    return message.senderId().equals(agentId) || message.recipientId().equals(agentId);
  }

  private Optional<Found> match(Stored message) {
    boolean fits =
        !message.damaged()
            && message.expiresAt().isAfter(now)
            && (query.from() == null || query.from().equals(message.senderId()))
            && (query.since() == null || !message.createdAt().isBefore(query.since()));
    if (!fits) {
      return Optional.empty();
    }
    OptionalInt at = query.find(message.subject(), message.body());
    return at.isPresent() ? Optional.of(new Found(message, at.getAsInt())) : Optional.empty();
  }

  /// Is it so old that nothing before it can be new enough?
  private boolean isPast(Stored message) {
    return query.since() != null && message.createdAt().plus(CLOCK_ERROR).isBefore(query.since());
  }
}
