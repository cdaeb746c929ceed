package dev.a2a.bridge.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.cli.Typist.Ran;
import dev.a2a.shared.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DaemonCommandsTest {
  @TempDir Path folder;
  private Typist typist;
  private Image image;

  @BeforeEach
  void start() throws IOException {
    image = new Image(folder.resolve("image"));
    typist = new Typist(folder);
    typist.env.put("PATH", System.getenv("PATH"));
    typist.programs = image.programs();
  }

  @AfterEach
  void leave_no_process() {
    typist.type("daemon", "stop");
  }

  private long pid() throws IOException {
    return Json.answers()
        .readTree(typist.data.resolve("daemon.json").toFile())
        .path("pid")
        .asLong();
  }

  private void entry(long pid, String url, Instant startedAt) throws IOException {
    Files.createDirectories(typist.data);
    Files.writeString(
        typist.data.resolve("daemon.json"),
        Json.write(Map.of("pid", pid, "url", url, "version", "1", "started_at", startedAt)));
  }

  @Test
  void start_status_start_again_logs_and_stop() throws Exception {
    typist.env.put("A2A_API_KEY", "a-secret-of-alices");
    Ran started = typist.type("daemon", "start", "--port", "0", "--host", "127.0.0.1");
    assertEquals(0, started.status(), started.err());
    assertTrue(started.out().contains("Next: a2a register NAME"));

    Ran status = typist.type("daemon", "status", "--json");
    assertEquals(0, status.status());
    assertTrue(status.json().path("running").asBoolean());
    assertEquals(pid(), status.json().path("pid").asLong());
    assertTrue(typist.type("daemon", "status").out().contains("The daemon is running."));

    Ran again = typist.type("daemon", "start");
    assertEquals(0, again.status());
    assertTrue(again.out().startsWith("The daemon is already running at "), again.out());

    Ran logs = typist.type("daemon", "logs", "-n", "1");
    assertEquals(
        "arguments [--host, 127.0.0.1, --port, 0, --detach] key null\n",
        logs.out(),
        "told to detach, and not given the key of whoever started it");
    assertEquals(2, typist.type("daemon", "logs", "--json").json().path("lines").size());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(typist.data.resolve("daemon.log"))));

    ProcessHandle daemon = ProcessHandle.of(pid()).orElseThrow();
    assertEquals("The daemon has stopped.\n", typist.type("daemon", "stop").out());
    assertFalse(daemon.isAlive());
    assertEquals("No daemon was running.\n", typist.type("daemon", "stop").out());
    assertEquals(8, typist.type("daemon", "status").status());
    assertFalse(typist.type("daemon", "status", "--json").json().path("running").asBoolean());
  }

  @Test
  void a_daemon_that_dies_at_its_start_is_told_in_its_last_words() throws IOException {
    Files.createDirectories(typist.data);
    Files.writeString(typist.data.resolve("daemon.log"), "of an earlier start\n");
    Ran ran = typist.type("daemon", "start", "--port", "1");

    assertEquals(1, ran.status());
    assertTrue(ran.err().contains("Somebody else listens on 127.0.0.1:1."), ran.err());
    assertTrue(ran.err().contains("some first words"), ran.err());
    assertFalse(ran.err().contains("of an earlier start"), ran.err());
  }

  @Test
  void a_missing_program_is_refused_in_a_sentence() throws IOException {
    Files.delete(image.home.resolve("bin/a2a-daemon"));

    for (String how : new String[] {"start", "run"}) {
      Ran ran = typist.type("daemon", how);
      assertEquals(1, ran.status());
      assertTrue(ran.err().contains("a2a-daemon cannot be run"), ran.err());
    }
  }

  @Test
  void stop_never_ends_another_program_that_got_the_process_id() throws Exception {
    Process innocent = new ProcessBuilder("sleep", "60").start();
    try (Answers daemon = new Answers()) {
      daemon.say(200, "{}");
      entry(innocent.pid(), daemon.url(), Instant.now());
      Ran ran = typist.type("daemon", "stop");

      assertEquals(8, ran.status());
      assertTrue(ran.err().contains("this is another program"), ran.err());
      assertTrue(innocent.isAlive());
    } finally {
      innocent.destroyForcibly();
      Files.delete(typist.data.resolve("daemon.json"));
    }
  }

  @Test
  void stop_never_ends_a_java_program_of_another_time_or_one_that_does_not_answer()
      throws Exception {
    long self = ProcessHandle.current().pid(); // Java, and what must not be ended.
    Instant began = ProcessHandle.current().info().startInstant().orElseThrow();
    try (Answers daemon = new Answers()) {
      entry(self, daemon.url(), began.minusSeconds(3600));
      assertEquals(8, typist.type("daemon", "stop").status());
      entry(self, daemon.url(), began.plusSeconds(3600));
      assertEquals(8, typist.type("daemon", "stop").status());
      entry(self, "http://127.0.0.1:1", began.plusSeconds(1));
      Ran silent = typist.type("daemon", "stop");
      assertTrue(silent.err().contains("does not answer"), silent.err());
    } finally {
      Files.delete(typist.data.resolve("daemon.json"));
    }
  }

  @Test
  void a_stale_file_of_a_dead_process_is_no_daemon() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    assertTrue(dead.waitFor(10, TimeUnit.SECONDS));
    entry(dead.pid(), "http://127.0.0.1:1", Instant.now());

    assertEquals(0, typist.type("daemon", "stop").status());
    assertEquals(8, typist.type("daemon", "status").status());
  }

  @Test
  void a_file_that_points_elsewhere_is_not_followed() throws Exception {
    entry(1, "https://evil.example", Instant.now());
    assertEquals(8, typist.type("daemon", "status").status());
    Files.writeString(typist.data.resolve("daemon.json"), "{\"pid\":1}");
    assertEquals(8, typist.type("daemon", "status").status());
  }

  @Test
  void run_ends_as_the_daemon_ends() throws IOException {
    image.launcher("a2a-daemon", "test \"$*\" = '--port 7500 --data /d' && exit 7; exit 9");

    assertEquals(7, typist.type("daemon", "run", "--port", "7500", "--data", "/d").status());
    assertEquals(9, typist.type("daemon", "run").status());
  }

  @Test
  void run_takes_the_daemon_along_when_it_is_ended() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Da2a.home=" + image.home,
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "daemon",
            "run");
    builder.environment().putAll(typist.env);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("run.log").toFile());
    Process run = builder.start();
    try {
      await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(data("daemon.json")));
      ProcessHandle daemon = ProcessHandle.of(pid()).orElseThrow();
      run.destroy();

      assertTrue(run.waitFor(10, TimeUnit.SECONDS));
      assertFalse(daemon.isAlive());
    } finally {
      run.destroyForcibly();
    }
  }

  private Path data(String name) {
    return typist.data.resolve(name);
  }

  @Test
  void logs_say_when_there_is_none_and_refuse_what_cannot_be() throws IOException {
    assertTrue(typist.type("daemon", "logs").err().contains("There is no log"));
    Files.createDirectories(typist.data);
    Files.writeString(data("daemon.log"), "one\ntwo \u001b[2J\nthree\n");

    assertEquals("two \\u{1B}[2J\nthree\n", typist.type("daemon", "logs", "-n", "2").out());
    assertEquals("", typist.type("daemon", "logs", "-n", "0").out());
    assertEquals(2, typist.type("daemon", "logs", "-n", "-1").status());
    assertEquals(2, typist.type("daemon", "logs", "-f", "--json").status());
  }

  @Test
  void logs_follow_what_is_written_and_a_log_that_was_cut() throws Exception {
    Files.createDirectories(typist.data);
    Files.writeString(data("daemon.log"), "old\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Thread follower = Thread.ofVirtual().start(() -> typist.typeInto(out, "daemon", "logs", "-f"));
    await().until(() -> out.toString(StandardCharsets.UTF_8).equals("old\n"));

    // Written again and again, for nobody can see when the follower has begun to look.
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> {
          Files.writeString(data("daemon.log"), "néw\n", StandardOpenOption.APPEND);
          return out.toString(StandardCharsets.UTF_8).contains("néw\n");
        });
    Files.writeString(data("daemon.log"), "cut\n");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> out.toString(StandardCharsets.UTF_8).contains("cut\n"));
    follower.interrupt();
    assertTrue(follower.join(Duration.ofSeconds(5)), "an interrupt ends it");
  }
}
