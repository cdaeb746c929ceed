package dev.a2a.daemon.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Image;
import dev.a2a.daemon.fault.Crashes.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Acknowledged means on disk: whatever ends the daemon, what its senders were told is there, once
/// and in order.
@Timeout(180)
class CrashIT {
  private static final int CONTROL_MAX = 5;

  private final Random chance = new Random(20260131);
  @TempDir Path folder;
  private Installed image;

  @BeforeEach
  void image() {
    image = new Installed(Image.built().home());
  }

  @Test
  void a_killed_daemon_has_lost_and_doubled_nothing() throws Exception {
    Outcome outcome = crashes(image.daemon()).kill(3);

    assertEquals(3, outcome.crashes());
    assertTrue(outcome.verdict().acknowledged() > 20, outcome::toString);
    assertTrue(outcome.verdict().good(), outcome::toString);
  }

  @Test
  void control_a_daemon_that_answers_before_the_commit_loses_when_it_is_killed() throws Exception {
    Outcome outcome = crashes(image.answeringEarly(folder)).killUntilLost(CONTROL_MAX);

    assertTrue(outcome.verdict().lost() > 0, outcome::toString);
  }

  @Test
  void a_daemon_whose_power_is_cut_has_lost_and_doubled_nothing() throws Exception {
    Outcome outcome = crashes(image.daemon()).cutPower(4, power());

    assertEquals(4, outcome.crashes());
    assertTrue(outcome.verdict().acknowledged() > 20, outcome::toString);
    assertTrue(outcome.verdict().good(), outcome::toString);
  }

  @Test
  void control_a_log_that_is_not_fsynced_is_lost_when_the_power_is_cut() throws Exception {
    Outcome outcome = crashes(image.daemon()).cutPowerUntilLost(CONTROL_MAX, power());

    assertTrue(outcome.verdict().lost() > 0, outcome::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 15, 30})
  void after_an_fsync_that_failed_nothing_is_acknowledged(int number) throws Exception {
    FailingFsync.Outcome outcome =
        new FailingFsync(image.daemon(), folder.resolve("disk"), power()).fail(number);

    assertEquals("a2a.db-wal", outcome.file());
    assertTrue(outcome.stopped(), outcome::toString);
    assertTrue(outcome.verdict().good(), outcome::toString);
  }

  @Test
  void control_a_failed_fsync_that_nobody_hears_of_loses_mail() throws Exception {
    FailingFsync.Outcome outcome =
        new FailingFsync(image.daemon(), folder.resolve("disk"), power()).failSilently(15);

    assertTrue(outcome.verdict().lost() > 0, outcome::toString);
    assertEquals("ready", outcome.ready());
  }

  private Crashes crashes(List<String> program) {
    return new Crashes(image, program, folder.resolve("data"), chance);
  }

  private PowerCut power() throws Exception {
    Image.there(PowerCut.possible(), "there is no gcc to compile powercut.c");
    return PowerCut.in(Files.createDirectory(folder.resolve("power")));
  }
}
