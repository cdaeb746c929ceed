package dev.a2a.bridge.cli.bench;

import java.util.Map;
import java.util.TreeMap;

/// What callers counted: the times of what was answered with yes, and the codes of what was not.
/// Belongs to one thread at a time.
final class Tally {
  private final Samples times = new Samples();
  private long beside;
  private final Map<String, Long> refusals = new TreeMap<>();

  void done(long nanos) {
    times.add(nanos);
  }

  /// Answered with yes, and not one of those that are timed.
  void beside() {
    beside++;
  }

  void refused(String code) {
    refusals.merge(code, 1L, Long::sum);
  }

  void addAll(Tally other) {
    times.addAll(other.times);
    beside += other.beside;
    other.refusals.forEach((code, n) -> refusals.merge(code, n, Long::sum));
  }

  /// How many were answered with yes, timed or not.
  long answered() {
    return times.count() + beside;
  }

  Samples times() {
    return times;
  }

  Map<String, Long> refusals() {
    return refusals;
  }
}
