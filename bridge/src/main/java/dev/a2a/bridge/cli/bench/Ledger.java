package dev.a2a.bridge.cli.bench;

import java.util.Arrays;
import java.util.BitSet;
import java.util.UUID;

/// What one sender was told about the messages that it sent to one recipient, and whether the
/// recipient's mail agrees.
///
/// Each message carries its number in the subject: a message that was stored twice has two ids, and
/// only its number gives it away. Belongs to one thread at a time.
final class Ledger {
  private static final String SUBJECT = "a2a bench ";

  // Two numbers an id, zeros where a send was not acknowledged: millions fit into a small heap.
  private long[] ids = new long[256];
  private int sends;
  private int acknowledged;

  /// The number of a new send.
  int next() {
    if (2 * sends == ids.length) {
      ids = Arrays.copyOf(ids, 4 * sends);
    }
    return sends++;
  }

  static String subject(int number) {
    return SUBJECT + number;
  }

  /// That send was answered with that id.
  void acknowledged(int number, String messageId) {
    UUID id = UUID.fromString(messageId);
    ids[2 * number] = id.getMostSignificantBits();
    ids[2 * number + 1] = id.getLeastSignificantBits();
    acknowledged++;
  }

  Judge judge() {
    return new Judge();
  }

  /// How the acknowledged messages fared. `doubled` are messages beyond the first for one send, and
  /// messages that nobody sent.
  record Verdict(long acknowledged, long lost, long doubled) {
    static final Verdict NOTHING = new Verdict(0, 0, 0);

    Verdict plus(Verdict other) {
      return new Verdict(
          acknowledged + other.acknowledged, lost + other.lost, doubled + other.doubled);
    }

    boolean good() {
      return lost == 0 && doubled == 0;
    }
  }

  /// Is shown the mail of the recipient, each message as often as it is listed.
  final class Judge {
    private final BitSet present = new BitSet();
    private int right;
    private int doubled;

    void found(String subject, String messageId) {
      int number = number(subject);
      if (number < 0 || number >= sends || present.get(number)) {
        doubled++;
        return;
      }
      boolean inDoubt = ids[2 * number] == 0; // Sent, and the answer did not come.
      UUID id = UUID.fromString(messageId);
      if (inDoubt) {
        present.set(number);
      } else if (id.getMostSignificantBits() == ids[2 * number]
          && id.getLeastSignificantBits() == ids[2 * number + 1]) {
        present.set(number);
        right++;
      } else {
        doubled++; // The same message under an id that nobody was told.
      }
    }

    Verdict verdict() {
      return new Verdict(acknowledged, acknowledged - right, doubled);
    }

    private static int number(String subject) {
      try {
        return subject.startsWith(SUBJECT)
            ? Integer.parseInt(subject.substring(SUBJECT.length()))
            : -1;
      } catch (NumberFormatException _) {
        return -1; // Not a subject of ours, which found() counts.
      }
    }
  }
}
