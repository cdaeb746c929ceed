package dev.a2a.daemon.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How long nobody has asked anything. A request that waits is one under way, so whoever listens
/// keeps the time from running. Safe for use by many threads.
public final class Activity {
  private final LongSupplier nanos;
  private int underWay; // guarded by this
  private long lastEnd; // guarded by this

  /// @param nanos such as `System::nanoTime`
  public Activity(LongSupplier nanos) {
    this.nanos = nanos;
    this.lastEnd = nanos.getAsLong();
  }

  synchronized void begins() {
    underWay++;
  }

  synchronized void ends() {
    underWay--;
    lastEnd = nanos.getAsLong();
  }

  /// Have all requests been answered, the last one so long ago?
  public synchronized boolean idle(Duration since) {
    return underWay == 0 && nanos.getAsLong() - lastEnd >= since.toNanos();
  }

  /// Returns when it is idle for so long.
  public void awaitIdle(Duration since) throws InterruptedException {
    while (!idle(since)) {
      TimeUnit.MILLISECONDS.sleep(Math.clamp(since.toMillis() / 20, 10, 10_000));
    }
  }
}
