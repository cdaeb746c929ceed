package dev.a2a.bridge.cli.bench;

import java.util.List;

/// The middle of some measurements, and how far they lie apart.
record Spread(double median, double lowest, double highest) {

  /// Of at least one.
  static Spread of(List<Double> measured) {
    double[] sorted = measured.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(rounded(median), rounded(sorted[0]), rounded(sorted[sorted.length - 1]));
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
