package dev.a2a.daemon.message;

import dev.a2a.shared.api.SendMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the mail should be, in plain collections: the simplest program that keeps the promises.
final class Model {
  private static final Duration KEY_LIFE = Duration.ofDays(7);

  final List<Mail> mail = new ArrayList<>();
  private final Map<Pair, Instant> mayWrite = new HashMap<>();
  private final Map<String, Once> onces = new HashMap<>();

  /// One message.
  static final class Mail {
    final String id;
    final String from;
    final String thread;
    final SendMessage asked;
    boolean delivered;
    boolean read;

    Mail(String id, String from, String thread, SendMessage asked) {
      this.id = id;
      this.from = from;
      this.thread = thread;
      this.asked = asked;
    }

    String to() {
      return asked.recipientId();
    }

    boolean isOf(String agent) {
      return from.equals(agent) || to().equals(agent);
    }
  }

  private record Pair(String recipient, String sender) {}

  private record Once(SendMessage asked, Mail mail, Instant at) {}

  void authorize(String recipient, String sender, Instant end) {
    mayWrite.put(new Pair(recipient, sender), end);
  }

  /// Was there anything to revoke?
  boolean revoke(String recipient, String sender) {
    return mayWrite.remove(new Pair(recipient, sender)) != null;
  }

  /// The code of the refusal that a send must meet, or null.
  @Nullable String refusal(String sender, SendMessage asked, Instant now) {
    Instant end = mayWrite.get(new Pair(asked.recipientId(), sender));
    if (end == null || !end.isAfter(now)) {
      return "not_authorized";
    }
    Optional<Once> once = once(sender, asked);
    if (once.isPresent()) {
      return once.get().asked().equals(asked) ? null : "idempotency_conflict";
    }
    boolean visible =
        asked.replyToId() == null
            || find(asked.replyToId()).filter(m -> m.isOf(sender)).isPresent();
    return visible ? null : "message_not_found";
  }

  /// The message that this send was before, if it is a repetition.
  Optional<Mail> earlier(String sender, SendMessage asked) {
    return once(sender, asked).map(Once::mail);
  }

  String thread(SendMessage asked, String id) {
    return asked.replyToId() == null ? id : find(asked.replyToId()).orElseThrow().thread;
  }

  void accepted(Mail accepted, Instant now) {
    mail.add(accepted);
    if (accepted.asked.idempotencyKey() != null) {
      onces.put(key(accepted.from, accepted.asked), new Once(accepted.asked, accepted, now));
    }
  }

  /// Idempotency keys are forgotten after a week.
  void sweep(Instant now) {
    onces.values().removeIf(once -> !once.at().plus(KEY_LIFE).isAfter(now));
  }

  Optional<Mail> find(String id) {
    return mail.stream().filter(m -> m.id.equals(id)).findFirst();
  }

  /// Newest first.
  List<Mail> inbox(String agent, boolean unreadOnly) {
    return newest().filter(m -> m.to().equals(agent) && !(unreadOnly && m.read)).toList();
  }

  List<Mail> conversation(String agent, String peer) {
    return newest().filter(m -> m.isOf(agent) && m.isOf(peer) && !m.from.equals(m.to())).toList();
  }

  /// Peers, latest mail first.
  List<String> peers(String agent) {
    return newest()
        .filter(m -> m.isOf(agent))
        .map(m -> m.from.equals(agent) ? m.to() : m.from)
        .distinct()
        .toList();
  }

  long unread(String agent) {
    return mail.stream().filter(m -> m.to().equals(agent) && !m.read).count();
  }

  private Stream<Mail> newest() {
    return mail.reversed().stream();
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
