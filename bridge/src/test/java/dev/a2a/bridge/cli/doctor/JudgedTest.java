package dev.a2a.bridge.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.link.Visit.Seen;
import dev.a2a.bridge.profile.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What no test machine has: full disks, clocks that are off, certificates that end.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JudgedTest {
  private static final ServerExamination REMOTE =
      new ServerExamination(new Server("https://mail.example.com"), Optional::empty);

  @ParameterizedTest
  @CsvSource({"10, wrong", "500, note", "5000, ok"})
  void free_space_is_judged(long mebibytes, String state) {
    Finding finding = new DiskExamination(Path.of("/d")).judge(mebibytes << 20);
    assertEquals(state, finding.state().word());
  }

  @ParameterizedTest
  @CsvSource({
    "PT2S, ok, agree",
    "PT-59S, ok, agree",
    "PT3H, wrong, 3 hours behind",
    "P-400D, wrong, 400 days ahead of"
  })
  void clocks_are_compared(Duration ahead, String state, String says) {
    Finding finding = judged(Optional.of(ahead), Optional.empty()).getLast();
    assertEquals(state, finding.state().word());
    assertTrue(finding.says().contains(says), finding.says());
  }

  @ParameterizedTest
  @CsvSource({"P60D, ok, 60 days", "P3D, note, ends in 3 days"})
  void the_end_of_a_certificate_is_told_in_time(Duration left, String state, String says) {
    Finding finding = judged(Optional.empty(), Optional.of(left)).getLast();
    assertEquals(state, finding.state().word());
    assertTrue(finding.says().contains(says), finding.says());
  }

  @Test
  void another_version_far_away_is_no_fault() {
    assertEquals("ok", judged(Optional.empty(), Optional.empty()).getFirst().state().word());
  }

  private static List<Finding> judged(Optional<Duration> clock, Optional<Duration> certificate) {
    return REMOTE.judge(new Seen.Answer(200, Optional.of("9.9.9"), clock, certificate));
  }
}
