package dev.a2a.daemon.limit;

import java.util.concurrent.TimeUnit;

/// How often something may be done: so many a minute, evenly, and at most a third of that at once.
///
/// @param perMinute 0 means without limit
public record Rate(int perMinute) {
  /// The most that a rate may be; a nanosecond more or less no longer matters then.
  public static final int MAX = 1_000_000;

  public Rate {
    if (perMinute < 0 || perMinute > MAX) {
      throw new IllegalArgumentException("a rate of " + perMinute);
    }
  }

  boolean off() {
    return perMinute == 0;
  }

  /// How many may come at once, after a pause.
  int burst() {
    return (perMinute + 2) / 3;
  }

  /// Nanoseconds from one to the next at an even pace.
  long interval() {
    return TimeUnit.MINUTES.toNanos(1) / perMinute;
  }

  /// Nanoseconds in which a whole burst is earned anew.
  long window() {
    return interval() * burst();
  }
}
