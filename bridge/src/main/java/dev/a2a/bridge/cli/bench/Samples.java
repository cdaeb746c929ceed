package dev.a2a.bridge.cli.bench;

import java.util.Arrays;

/// Times in microseconds, all of them kept, so that percentiles are exact. Belongs to one thread at
/// a time.
final class Samples {
  private int[] micros = new int[256];
  private int count;

  void add(long nanos) {
    if (count == micros.length) {
      micros = Arrays.copyOf(micros, count * 2);
    }
    micros[count++] = (int) Math.min(Integer.MAX_VALUE, nanos / 1000);
  }

  void addAll(Samples others) {
    if (count + others.count > micros.length) {
      micros = Arrays.copyOf(micros, Math.max(count + others.count, micros.length * 2));
    }
    System.arraycopy(others.micros, 0, micros, count, others.count);
    count += others.count;
  }

  int count() {
    return count;
  }

  /// In milliseconds; zeros where nothing was measured.
  Percentiles percentiles() {
    int[] sorted = Arrays.copyOf(micros, count);
    Arrays.sort(sorted);
    return new Percentiles(at(sorted, 50), at(sorted, 95), at(sorted, 99), count);
  }

  private static double at(int[] sorted, int percent) {
    // Nearest rank: a time that was really measured.
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.ceilDiv((long) sorted.length * percent, 100L) - 1] / 1000.0;
  }

  /// Milliseconds that 50, 95 and 99 of 100 took at most.
  record Percentiles(double p50, double p95, double p99, int samples) {}
}
