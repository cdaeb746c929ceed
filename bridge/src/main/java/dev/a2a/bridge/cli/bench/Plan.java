package dev.a2a.bridge.cli.bench;

import java.time.Duration;

/// How much is asked, and for how long.
record Plan(int senders, Duration time, Duration warmup, int bodyBytes) {
  /// Each measurement is cut into slices, and those of what is compared alternate: what the machine
  /// does beside it then falls on both.
  static final int SLICES = 5;

  Duration slice() {
    return time.dividedBy(SLICES);
  }
}
