package dev.a2a.bridge.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.cli.Typist.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo as a process of its own, with a temporary folder of its own, among real processes.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DemoCommandTest {
  @TempDir Path folder;
  private Image image;
  private Typist typist;

  @BeforeEach
  void start() throws IOException {
    image = new Image(folder.resolve("image"));
    typist = new Typist(folder);
    Files.createDirectories(folder.resolve("tmp"));
  }

  private Process demo(String... options) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                    "-Da2a.home=" + image.home,
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    "demo"),
                Stream.of(options))
            .toList();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(typist.env);
    // What a person has set must not reach the private daemon and bridges.
    builder.environment().put("A2A_SERVER", "https://mail.example.com");
    builder.environment().put("A2A_PROFILE", "work");
    return builder
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private Ran ended(Process demo) throws IOException, InterruptedException {
    try {
      assertTrue(demo.waitFor(60, TimeUnit.SECONDS), "the demo does not end");
      return new Ran(
          demo.exitValue(),
          Files.readString(folder.resolve("out")),
          Files.readString(folder.resolve("err")));
    } finally {
      demo.destroyForcibly();
    }
  }

  private void nothing_is_left(List<ProcessHandle> children) throws IOException {
    try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
      assertEquals(List.of(), left.filter(p -> p.toString().contains("a2a-demo")).toList());
    }
    assertFalse(Files.exists(typist.config), "the person's own folders are untouched");
    assertFalse(Files.exists(typist.data));
    assertTrue(children.stream().noneMatch(ProcessHandle::isAlive), "processes are left");
  }

  @Test
  void the_exchange_is_shown_and_nothing_is_left() throws Exception {
    Ran ran = ended(demo());

    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("from alice: Lunch?"), ran.out());
    assertTrue(ran.out().contains("Gladly. See you at noon. Bob"), ran.out());
    assertTrue(ran.out().contains("now he has 0 unread"), ran.out());
    assertTrue(ran.out().contains("two processes of fake-bridge"), ran.out());
    assertEquals(List.of(), ran.out().lines().filter(line -> line.length() > 80).toList());
    nothing_is_left(List.of());
  }

  @Test
  void with_json_it_is_one_object() throws Exception {
    Ran ran = ended(demo("--json"));

    assertEquals(0, ran.status(), ran.err());
    assertEquals(2, ran.json().path("letters").size());
    assertTrue(ran.json().path("steps").size() > 5);
  }

  @Test
  void a_bridge_that_dies_is_told_in_its_words_and_nothing_is_left() throws Exception {
    image.launcher("a2a-bridge", "echo 'a2a-bridge: out of order' >&2; exit 1");
    Ran ran = ended(demo());

    assertEquals(1, ran.status());
    assertTrue(ran.err().startsWith("a2a: The demo failed: a2a-bridge"), ran.err());
    assertTrue(ran.err().contains("out of order"), ran.err());
    nothing_is_left(List.of());
  }

  @Test
  void a_daemon_that_dies_is_told_in_its_words_and_nothing_is_left() throws Exception {
    image.launcher("a2a-daemon", "echo 'a2a-daemon: no disk' >&2; exit 1");
    Ran ran = ended(demo());

    assertEquals(1, ran.status());
    assertEquals(
        "a2a: The demo failed: a2a-daemon did not start: a2a-daemon: no disk\n", ran.err());
    nothing_is_left(List.of());
  }

  @Test
  void ended_by_a_signal_it_leaves_nothing() throws Exception {
    image.launcher("a2a-bridge", "exec sleep 60"); // Never answers, so the demo is in the middle.
    Process demo = demo();
    await().atMost(Duration.ofSeconds(20)).until(() -> demo.children().count() == 3);
    List<ProcessHandle> children = demo.children().toList();
    demo.destroy();

    assertTrue(ended(demo).status() != 0);
    nothing_is_left(children);
  }
}
