package dev.a2a.bridge.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.a2a.bridge.cli.bench.Samples.Percentiles;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SamplesTest {
  @Test
  void percentiles_are_times_that_were_measured() {
    Samples samples = new Samples();
    for (int i = 1000; i >= 1; i--) {
      samples.add(i * 1_000_000L);
    }

    assertEquals(new Percentiles(500, 950, 990, 1000), samples.percentiles());
  }

  @Test
  void samples_of_many_callers_are_one_set() {
    Samples all = new Samples();
    for (int caller = 0; caller < 10; caller++) {
      Samples one = new Samples();
      for (int i = 0; i < 300; i++) {
        one.add(caller * 1_000_000L);
      }
      all.addAll(one);
    }

    assertEquals(new Percentiles(4, 9, 9, 3000), all.percentiles());
  }

  @Test
  void nothing_measured_is_zero_of_no_samples() {
    assertEquals(new Percentiles(0, 0, 0, 0), new Samples().percentiles());
  }

  @Test
  void a_spread_is_the_middle_and_both_ends() {
    assertEquals(new Spread(3, 1, 9), Spread.of(List.of(9.0, 1.0, 3.0)));
    assertEquals(new Spread(2.5, 1, 4), Spread.of(List.of(4.0, 2.0, 3.0, 1.0)));
  }
}
