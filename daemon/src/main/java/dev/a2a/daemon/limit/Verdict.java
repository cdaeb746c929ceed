package dev.a2a.daemon.limit;

import java.util.concurrent.TimeUnit;

/// What a limiter says to one request.
///
/// @param left how many more would be granted now
/// @param waitNanos until the next one would be granted; 0 when granted
/// @param fullNanos until a whole burst would be
record Verdict(boolean granted, int left, long waitNanos, long fullNanos) {

  /// Whole seconds, rounded up: who waits so long is not too early.
  long waitSeconds() {
    return seconds(waitNanos);
  }

  long fullSeconds() {
    return seconds(fullNanos);
  }

  private static long seconds(long nanos) {
    return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
  }
}
