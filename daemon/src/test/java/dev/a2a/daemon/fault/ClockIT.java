package dev.a2a.daemon.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Image;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A clock that is moved while the daemon runs.
class ClockIT {
  @TempDir Path folder;

  @Test
  void a_clock_that_jumps_loses_and_doubles_nothing() throws Exception {
    Installed image = new Installed(Image.built().home());
    Optional<MovedClock> clock = MovedClock.installed();
    Image.there(clock.isPresent(), "libfaketime is not installed (Debian: faketime)");

    MovedClock.Outcome outcome =
        clock.orElseThrow().move(image.daemon(), folder.resolve("data"), MovedClock.OFFSETS);

    assertTrue(outcome.verdict().good(), outcome::toString);
    assertEquals(50, outcome.verdict().acknowledged());
    // The controls: the daemon did see each clock.
    assertEquals(MovedClock.AUTHORIZED, outcome.authorized());
    assertEquals(MovedClock.LISTED, outcome.listed());
  }
}
