package dev.a2a.bridge.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProgramsTest {
  @Test
  void in_an_image_they_are_the_launchers_beside() {
    Programs programs = new Programs(Optional.of(Path.of("/opt/a2a")));

    assertEquals(
        List.of("/opt/a2a/bin/a2a-daemon", "--port", "0"), programs.daemon(List.of("--port", "0")));
    assertEquals(List.of("/opt/a2a/bin/a2a-bridge"), programs.bridge(List.of()));
  }

  @Test
  void on_windows_the_launchers_have_an_ending() {
    Programs programs = new Programs(Optional.of(Path.of("/opt/a2a")), "Windows 11");

    assertEquals(List.of("/opt/a2a/bin/a2a-daemon.cmd"), programs.daemon(List.of()));
    assertEquals(List.of("/opt/a2a/bin/a2a.cmd", "inbox"), programs.people(List.of("inbox")));
  }

  @Test
  void in_a_checkout_they_run_on_this_class_path() {
    List<String> bridge = new Programs(Optional.empty()).bridge(List.of("--version"));

    assertTrue(bridge.getFirst().endsWith("/bin/java"), bridge.getFirst());
    assertTrue(bridge.contains(System.getProperty("java.class.path")));
    assertEquals(
        List.of("dev.a2a.bridge.mcp.Main", "--version"),
        bridge.subList(bridge.size() - 2, bridge.size()));
  }
}
