package dev.a2a.bridge.keychain.os;

import java.io.IOException;
import java.time.Duration;

/// The moment by which a whole operation must be done, however many calls it takes. Immutable.
public final class Deadline {
  private final long endNanos;

  private Deadline(long endNanos) {
    this.endNanos = endNanos;
  }

  /// That long from now, by a clock that nobody sets.
  public static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /// What is left in milliseconds, at least 1; throws [Passed] when nothing is.
  public long millisLeft() throws Passed {
    long left = endNanos - System.nanoTime();
    if (left <= 0) {
      throw new Passed();
    }
    return Math.max(1, left / 1_000_000);
  }

  /// The time is over and there was no answer.
  public static final class Passed extends IOException {
    private static final long serialVersionUID = 1;

    Passed() {
      super("no answer in time");
    }
  }
}
