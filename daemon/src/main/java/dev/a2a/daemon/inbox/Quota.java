package dev.a2a.daemon.inbox;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;

/// How much unread mail an inbox may hold, and one sender in it: a quarter.
///
/// What is counted is there until it is read or removed; an expired message is removed within a
/// minute. A message that is the only unread one is never too much, whatever its size. Immutable.
public final class Quota {
  private static final int SENDERS = 4;

  private final long countMax;
  private final long bytesMax;

  /// `countMax` unread messages and `bytesMax` bytes of their bodies; 0 means any number.
  public Quota(long countMax, long bytesMax) {
    this.countMax = countMax;
    this.bytesMax = bytesMax;
  }

  /// Refuses if a message was one too many.
  ///
  /// @param share what its sender holds in the inbox with it
  /// @param inbox what the inbox holds with it
  public void check(Held share, Held inbox) {
    if (exceeds(share, quarter(countMax), quarter(bytesMax))) {
      throw new Refusal(new Problem.InboxShareFull());
    }
    if (exceeds(inbox, countMax, bytesMax)) {
      throw new Refusal(new Problem.InboxFull());
    }
  }

  private static boolean exceeds(Held held, long count, long bytes) {
    return held.count() > 1
        && ((count > 0 && held.count() > count) || (bytes > 0 && held.bytes() > bytes));
  }

  private static long quarter(long max) {
    return max == 0 ? 0 : Math.max(1, max / SENDERS);
  }
}
