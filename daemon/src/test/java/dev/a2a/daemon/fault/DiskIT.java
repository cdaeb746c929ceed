package dev.a2a.daemon.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.a2a.daemon.Image;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A disk without room, and one that gives back other bytes than it was given.
@Timeout(180)
class DiskIT {
  @TempDir Path folder;
  private Installed image;

  @BeforeEach
  void image() {
    image = new Installed(Image.built().home());
  }

  @Test
  void a_full_disk_refuses_what_adds_and_is_survived_without_a_restart() throws Exception {
    Optional<FullDisk> mounted = FullDisk.at(folder.resolve("disk"));
    // Root on a machine that lets it: no tool that CI could install.
    assumeTrue(mounted.isPresent(), "mounting a small disk takes root");
    try (FullDisk disk = mounted.get()) {
      FullDisk.Outcome full = disk.fill(image.daemon(), 0, true);

      assertTrue(full.refusedAndRecovered(), full::toString);
      assertTrue(full.verdict().good(), full::toString);

      // The control: with room, the same is refused to nobody.
      FullDisk.Outcome roomy = disk.fill(image.daemon(), 0, false);
      assertEquals(Set.of(), roomy.codes());
      assertEquals("ready", roomy.ready());
    }
  }

  @Test
  void a_byte_that_flips_in_a_body_is_reported_and_the_body_never_shown() throws Exception {
    Damage damage = new Damage(image.daemon(), folder, 40);

    Damage.Outcome flipped = damage.flipBody();

    assertEquals(new Damage.Outcome("", 39, 1, 0, 0, 0, 0), flipped);
    // The control: without the flip all is shown.
    assertEquals(new Damage.Outcome("", 40, 0, 0, 0, 0, 0), damage.nothing());
  }

  @Test
  void a_log_that_ends_early_costs_the_latest_mail_and_no_other() throws Exception {
    Damage damage = new Damage(image.daemon(), folder, 40);

    Damage.Outcome cut = damage.truncateLog(0.5);

    assertEquals("", cut.refusal());
    assertTrue(cut.missing() > 0, cut::toString);
    assertEquals(40, cut.whole() + cut.missing(), cut::toString);
    assertEquals(0, cut.holes(), cut::toString);
  }
}
