package dev.a2a.daemon.fault;

import dev.a2a.daemon.fault.Client.Answer;
import dev.a2a.daemon.fault.Client.Someone;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// A sender, its recipient, and what the sender was told. Messages are numbered, and the number is
/// the idempotency key: the one whose answer did not come is sent again first, as a careful client
/// does. Belongs to one thread at a time.
final class Pair {
  private static final String FILL = " is a message of some length, as mail is.".repeat(6);

  private final Someone sender;
  private final Someone recipient;
  // By number; empty where no acknowledgement came.
  private final List<String> ids = new ArrayList<>();
  private boolean inDoubt;

  private Pair(Someone sender, Someone recipient) {
    this.sender = sender;
    this.recipient = recipient;
  }

  static List<Pair> make(Client client, int pairs) throws IOException {
    List<Pair> made = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      Pair pair = new Pair(client.register("sender " + i), client.register("recipient " + i));
      client.authorize(pair.recipient, pair.sender);
      made.add(pair);
    }
    return made;
  }

  /// Forgets what was sent; the data start over from where they were.
  Pair fresh() {
    return new Pair(sender, recipient);
  }

  Someone sender() {
    return sender;
  }

  Someone recipient() {
    return recipient;
  }

  int acknowledged() {
    return (int) ids.stream().filter(id -> !id.isEmpty()).count();
  }

  int sent() {
    return ids.size();
  }

  /// What was acknowledged, by number; empty where nothing was.
  List<String> ids() {
    return List.copyOf(ids);
  }

  static String body(int number) {
    return number + FILL;
  }

  /// Sends one after the other while `more` says so.
  ///
  /// @return the code of the refusal that ended it, or nothing when the daemon was gone
  String sendWhile(Client client, BooleanSupplier more, Runnable acknowledged) {
    try {
      while (more.getAsBoolean()) {
        String code = sendOne(client);
        if (!code.isEmpty()) {
          return code;
        }
        acknowledged.run();
      }
    } catch (IOException _) {
      // Gone. Whether the last one was stored, the next daemon will say.
    }
    return "";
  }

  /// Sends the next one, or the one in doubt again; returns the code of a refusal, or nothing.
  String sendOne(Client client) throws IOException {
    if (!inDoubt) {
      ids.add("");
      inDoubt = true;
    }
    int number = ids.size() - 1;
    Answer answer =
        client.post(
            "/v1/messages",
            sender.key(),
            Map.of(
                "recipient_id", recipient.id(),
                "subject", Integer.toString(number),
                "body", body(number),
                "idempotency_key", "number-" + number));
    if (answer.status() != 202) {
      return answer.code();
    }
    ids.set(number, answer.text("message_id"));
    inDoubt = false;
    return "";
  }

  /// A message on the disk.
  record Kept(String subject, String id, String body) {}

  /// Holds what is on the disk, in the order of acceptance, against what was told.
  Verdict judge(List<Kept> kept) {
    BitSet present = new BitSet();
    BitSet right = new BitSet();
    int doubled = 0;
    int misplaced = 0;
    int before = -1;
    for (Kept message : kept) {
      int number = Integer.parseInt(message.subject());
      boolean known = number < ids.size() && message.body().equals(body(number));
      if (!known || present.get(number)) {
        doubled++;
        continue;
      }
      present.set(number);
      if (message.id().equals(ids.get(number))) {
        right.set(number);
      }
      misplaced += number < before ? 1 : 0;
      before = number;
    }
    return new Verdict(
        acknowledged(), acknowledged() - right.cardinality(), doubled, misplaced, true);
  }

  /// @param doubled messages beyond the first for one send, and messages that nobody sent so
  /// @param misplaced messages that stand behind one that was sent later
  /// @param sound does SQLite find no fault with the file?
  record Verdict(int acknowledged, int lost, int doubled, int misplaced, boolean sound) {
    static final Verdict NOTHING = new Verdict(0, 0, 0, 0, true);

    Verdict plus(Verdict other) {
      return new Verdict(
          acknowledged + other.acknowledged,
          lost + other.lost,
          doubled + other.doubled,
          misplaced + other.misplaced,
          sound && other.sound);
    }

    boolean good() {
      return lost == 0 && doubled == 0 && misplaced == 0 && sound;
    }
  }
}
