package dev.a2a.bridge.cli.bench;

import java.time.Duration;

/// How much is asked, and for how long.
///
/// @param rate requests a second of all senders together; 0 for as many as are answered
/// @param mixed do recipients look and mark in turn with the sends?
record Plan(int senders, Duration time, Duration warmup, int bodyBytes, int rate, boolean mixed) {
  /// Each measurement is cut into slices, and those of what is compared alternate: what the machine
  /// does beside it then falls on both.
  static final int SLICES = 5;

  Duration slice() {
    return time.dividedBy(SLICES);
  }
}
