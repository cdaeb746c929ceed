package dev.a2a.daemon.message;

import dev.a2a.daemon.Parts.Bounds;
import dev.a2a.shared.api.MessageStatus;
import dev.a2a.shared.api.SendMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the mail should be, in plain collections: the simplest program that keeps the promises.
final class Model {
  private static final Duration KEY_LIFE = Duration.ofDays(7);
  private static final Duration LIFE = Duration.ofDays(90);
  private static final Duration WINDOW = Duration.ofMinutes(10);

  /// What was accepted and is not swept, oldest first.
  final List<Mail> mail = new ArrayList<>();

  /// Everything that ever was.
  final List<Mail> all = new ArrayList<>();

  private final Map<Pair, Instant> mayWrite = new HashMap<>();
  private final Map<String, Once> onces = new HashMap<>();
  private final Map<Set<String>, Turns> turns = new HashMap<>();
  private final Bounds bounds;

  Model(Bounds bounds) {
    this.bounds = bounds;
  }

  /// One message.
  static final class Mail {
    final String id;
    final String from;
    final String thread;
    final SendMessage asked;
    final Instant expiresAt;
    boolean delivered;
    boolean read;
    @Nullable String replyId;

    Mail(String id, String from, String thread, SendMessage asked, Instant now) {
      this.id = id;
      this.from = from;
      this.thread = thread;
      this.asked = asked;
      this.expiresAt = Objects.requireNonNullElse(asked.expiresAt(), now.plus(LIFE));
    }

    String to() {
      return asked.recipientId();
    }

    boolean isOf(String agent) {
      return from.equals(agent) || to().equals(agent);
    }

    boolean visible(Instant now) {
      return expiresAt.isAfter(now);
    }

    MessageStatus status(Instant now) {
      return MessageStatus.of(delivered, read, replyId != null, !visible(now));
    }
  }

  private record Pair(String recipient, String sender) {}

  private record Once(SendMessage asked, Mail mail, Instant at) {}

  private static final class Turns {
    String last = "";
    boolean paused;
    final List<Instant> taken = new ArrayList<>();
  }

  void authorize(String recipient, String sender, Instant end) {
    mayWrite.put(new Pair(recipient, sender), end);
  }

  /// Was there anything to revoke?
  boolean revoke(String recipient, String sender) {
    return mayWrite.remove(new Pair(recipient, sender)) != null;
  }

  boolean mayWrite(String recipient, String sender, Instant now) {
    Instant end = mayWrite.get(new Pair(recipient, sender));
    return end != null && end.isAfter(now);
  }

  /// Was it paused?
  boolean resume(String one, String other) {
    Turns both = turns.get(Set.of(one, other));
    if (both == null || !both.paused) {
      return false;
    }
    both.paused = false;
    both.taken.clear();
    return true;
  }

  /// The code of the refusal that a send must meet, or null. One turn too many pauses.
  @Nullable String refusal(String sender, SendMessage asked, Instant now) {
    if (!mayWrite(asked.recipientId(), sender, now)) {
      return "not_authorized";
    }
    Optional<Once> once = once(sender, asked);
    if (once.isPresent()) {
      return once.get().asked().equals(asked) ? null : "idempotency_conflict";
    }
    if (asked.replyToId() != null
        && find(asked.replyToId()).filter(m -> m.isOf(sender)).isEmpty()) {
      return "message_not_found";
    }
    if (asked.expiresAt() != null
        && (!asked.expiresAt().isAfter(now) || asked.expiresAt().isAfter(now.plus(LIFE)))) {
      return "invalid_expiry";
    }
    Turns both = turns(sender, asked);
    if (turn(both, sender) && !both.paused) {
      both.paused = recent(both, now) >= bounds.turns();
    }
    return both.paused ? "conversation_paused" : full(sender, asked);
  }

  private @Nullable String full(String sender, SendMessage asked) {
    List<Mail> inbox =
        mail.stream().filter(m -> m.to().equals(asked.recipientId()) && !m.read).toList();
    List<Mail> share = inbox.stream().filter(m -> m.from.equals(sender)).toList();
    if (exceeds(share, asked, bounds.unread() / 4, bounds.unreadBytes() / 4)) {
      return "inbox_share_full";
    }
    return exceeds(inbox, asked, bounds.unread(), bounds.unreadBytes()) ? "inbox_full" : null;
  }

  private static boolean exceeds(List<Mail> held, SendMessage more, long count, long bytes) {
    long total = held.stream().mapToLong(m -> m.asked.body().length()).sum() + more.body().length();
    return !held.isEmpty() && (held.size() + 1 > count || total > bytes);
  }

  /// The message that this send was before, if it is a repetition.
  Optional<Mail> earlier(String sender, SendMessage asked) {
    return once(sender, asked).map(Once::mail);
  }

  String thread(SendMessage asked, String id) {
    return asked.replyToId() == null ? id : find(asked.replyToId()).orElseThrow().thread;
  }

  void accepted(Mail accepted, Instant now) {
    Turns both = turns(accepted.from, accepted.asked);
    if (turn(both, accepted.from)) {
      both.taken.add(now);
    }
    both.last = accepted.from;
    if (accepted.asked.replyToId() != null) {
      find(accepted.asked.replyToId())
          .filter(m -> m.from.equals(accepted.to()) && m.to().equals(accepted.from))
          .filter(m -> m.replyId == null)
          .ifPresent(m -> {
            m.replyId = accepted.id;
            m.delivered = true;
          });
    }
    mail.add(accepted);
    all.add(accepted);
    if (accepted.asked.idempotencyKey() != null) {
      onces.put(key(accepted.from, accepted.asked), new Once(accepted.asked, accepted, now));
    }
  }

  /// Idempotency keys are forgotten after a week; what has expired is removed, but for the latest.
  void sweep(Instant now) {
    onces.values().removeIf(once -> !once.at().plus(KEY_LIFE).isAfter(now));
    List<Mail> over = mail.stream().filter(m -> !m.visible(now) && m != mail.getLast()).toList();
    mail.removeAll(over);
    for (Mail gone : over) {
      boolean silent = mail.stream().noneMatch(m -> m.isOf(gone.from) && m.isOf(gone.to()));
      turns.computeIfPresent(
          Set.of(gone.from, gone.to()), (_, both) -> silent && !both.paused ? null : both);
    }
  }

  Optional<Mail> find(String id) {
    return mail.stream().filter(m -> m.id.equals(id)).findFirst();
  }

  /// Newest first.
  List<Mail> inbox(String agent, boolean unreadOnly, Instant now) {
    return newest()
        .filter(m -> m.to().equals(agent) && m.visible(now) && !(unreadOnly && m.read))
        .toList();
  }

  List<Mail> conversation(String agent, String peer, Instant now) {
    return newest()
        .filter(m -> m.isOf(agent) && m.isOf(peer) && !m.from.equals(m.to()) && m.visible(now))
        .toList();
  }

  /// Peers, latest mail first, and then by their ids those without mail.
  List<String> peers(String agent, Instant now) {
    List<String> peers =
        new ArrayList<>(
            newest()
                .filter(m -> m.isOf(agent))
                .map(m -> m.from.equals(agent) ? m.to() : m.from)
                .distinct()
                .filter(peer -> !conversation(agent, peer, now).isEmpty())
                .toList());
    Set<String> silent = new TreeSet<>();
    mayWrite.forEach((pair, end) -> {
      if (end.isAfter(now) && pair.recipient().equals(agent)) {
        silent.add(pair.sender());
      } else if (end.isAfter(now) && pair.sender().equals(agent)) {
        silent.add(pair.recipient());
      }
    });
    silent.removeAll(peers);
    peers.addAll(silent);
    return peers;
  }

  long unread(String agent, Instant now) {
    return inbox(agent, true, now).size();
  }

  private Stream<Mail> newest() {
    return mail.reversed().stream();
  }

  private Turns turns(String sender, SendMessage asked) {
    return turns.computeIfAbsent(Set.of(sender, asked.recipientId()), _ -> new Turns());
  }

  private static boolean turn(Turns both, String sender) {
    return !both.last.isEmpty() && !both.last.equals(sender);
  }

  private static long recent(Turns both, Instant now) {
    return both.taken.stream().filter(t -> t.isAfter(now.minus(WINDOW))).count();
  }

  private Optional<Once> once(String sender, SendMessage asked) {
    return asked.idempotencyKey() == null
        ? Optional.empty()
        : Optional.ofNullable(onces.get(key(sender, asked)));
  }

  private static String key(String sender, SendMessage asked) {
    return sender + " " + Objects.requireNonNull(asked.idempotencyKey());
  }
}
