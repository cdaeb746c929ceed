package dev.a2a.daemon.refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final Random random = new Random(42);

  @Test
  void times_of_one_kind_cannot_be_told_apart() {
    Comparison same = Comparison.of(times(1), times(1), random);
    assertTrue(Math.abs(same.percent()) < 2, same::toString);
    assertTrue(same.low() < 0 && same.high() > 0, same::toString);
    assertTrue(Math.abs(same.z()) < 3, same::toString);
  }

  @Test
  void the_control_six_percent_more_are_found() {
    Comparison slower = Comparison.of(times(1), times(1.06), random);
    assertTrue(slower.percent() > 4 && slower.percent() < 8, slower::toString);
    assertTrue(slower.low() > 0, slower::toString);
    assertTrue(slower.z() > 5, slower::toString);
    assertTrue(Comparison.of(times(1.06), times(1), random).z() < -5);
  }

  @Test
  void a_median_is_in_the_middle() {
    assertEquals(2, Comparison.median(new long[] {3, 1, 2}));
    assertEquals(2.5, Comparison.median(new long[] {4, 1, 2, 3}));
  }

  /// As of a server: most about 300 µs, a few much later.
  private long[] times(double factor) {
    return random
        .doubles(2000)
        .mapToLong(d -> (long) (factor * 300_000 * (0.9 + 0.2 * d + (d > 0.98 ? 5 : 0))))
        .toArray();
  }
}
