package dev.a2a.daemon.refusal;

import java.util.Arrays;
import java.util.Random;

/// Two sets of times, held against each other.
///
/// @param percent how much later the second one's median is, in hundredths of the first one's
/// @param low lower end of the range in which that lies in 95 of 100 resamples (bootstrap)
/// @param high its upper end
/// @param z of the Mann-Whitney test: how many standard deviations the ranks of the two are from
///   those of one set; within ±2 nobody can tell
record Comparison(double percent, double low, double high, double z) {
  private static final int RESAMPLES = 400;

  static Comparison of(long[] one, long[] other, Random random) {
    double[] resampled = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      resampled[i] = percent(resample(one, random), resample(other, random));
    }
    Arrays.sort(resampled);
    return new Comparison(
        percent(one, other),
        resampled[RESAMPLES * 25 / 1000],
        resampled[RESAMPLES * 975 / 1000],
        z(one, other));
  }

  static double median(long[] times) {
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2.0;
  }

  private static double percent(long[] one, long[] other) {
    double median = median(one);
    return (median(other) - median) / median * 100;
  }

  private static long[] resample(long[] times, Random random) {
    return random.ints(times.length, 0, times.length).mapToLong(i -> times[i]).toArray();
  }

  /// By the normal approximation. Times in nanoseconds are hardly ever equal; ties share a rank.
  private static double z(long[] one, long[] other) {
    long[] sorted = other.clone();
    Arrays.sort(sorted);
    double u = 0;
    for (long time : one) {
      u += (below(sorted, time) + below(sorted, time + 1)) / 2.0;
    }
    double n = one.length;
    double m = other.length;
    return (n * m / 2 - u) / Math.sqrt(n * m * (n + m + 1) / 12);
  }

  /// How many are smaller.
  private static int below(long[] sorted, long time) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < time) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
