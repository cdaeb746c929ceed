package dev.a2a.shared.home;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void the_build_fills_in_its_version_and_the_owner_of_the_repository() {
    Version version = Version.ofThisBuild();

    assertTrue(version.number().matches("\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.]+)?"), version.number());
    assertTrue(
        version.repository().matches("https://github\\.com/[0-9A-Za-z-]+/a2a"),
        version.repository());
  }
}
