package dev.a2a.daemon;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Image.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `a2a-daemon` as a process: how it starts, who it refuses, how it ends.
class DaemonProcessIT {
  @TempDir Path folder;
  private Image image;

  @BeforeEach
  void image() {
    image = Image.built();
  }

  @Test
  void a_second_daemon_on_the_same_data_is_told_who_holds_it() throws Exception {
    try (var first = image.daemon(folder.resolve("data"))) {
      Said second = daemon("--port", "0", "--data", folder.resolve("data").toString());
      assertEquals(8, second.status());
      assertSentence(second, Long.toString(first.process().pid()));
      assertEquals(200, get(first.url() + "/readyz"));
    }
  }

  @Test
  void a_busy_port_is_named() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Said said =
          daemon(
              "--port",
              Integer.toString(other.getLocalPort()),
              "--data",
              folder.resolve("data").toString());
      assertEquals(8, said.status());
      assertSentence(said, Integer.toString(other.getLocalPort()));
    }
  }

  @Test
  void garbage_in_place_of_the_database_is_refused_and_left_alone() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    String garbage = "not a database ".repeat(1000);
    Files.writeString(data.resolve("a2a.db"), garbage);
    Said said = daemon("--port", "0", "--data", data.toString());
    assertEquals(1, said.status());
    assertSentence(said, "damaged");
    assertEquals(garbage, Files.readString(data.resolve("a2a.db")));
  }

  @Test
  void a_daemon_that_listens_on_all_addresses_is_found_from_its_own_machine() throws Exception {
    String data = folder.resolve("data").toString();
    Map<String, String> everywhere = Map.of("A2A_HOST", "0.0.0.0", "A2A_REGISTRATION", "closed");
    try (var daemon = image.daemon(Path.of(data), everywhere)) {
      assertTrue(daemon.url().startsWith("http://127.0.0.1:"), daemon.url());

      Said said =
          Image.run(
              folder,
              Map.of("A2A_DATA_DIR", data, "A2A_CONFIG_DIR", data),
              "",
              List.of(image.launcher("a2a").toString(), "operator", "stats"));
      assertEquals(0, said.status(), said.err());
    }
  }

  @Test
  void a_mistyped_flag_is_guessed() throws Exception {
    Said said = daemon("--prot", "0");
    assertEquals(2, said.status());
    assertSentence(said, "--port");
  }

  @Test
  void asked_to_end_it_answers_what_it_accepted_and_ends_well() throws Exception {
    Image.RunningDaemon daemon = image.daemon(folder.resolve("data"));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("data/daemon.json"))));
    List<Future<Integer>> asked = new ArrayList<>();
    try (HttpClient http = HttpClient.newHttpClient();
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        int number = i;
        asked.add(callers.submit(() -> register(http, daemon.url(), "agent " + number)));
      }
      asked.getFirst().get();
      daemon.process().destroy(); // SIGTERM, in the middle.
      assertEquals(0, daemon.process().onExit().get().exitValue());
    }
    int accepted = 0;
    for (Future<Integer> one : asked) {
      accepted += one.get() == 201 ? 1 : 0;
    }
    assertFalse(Files.exists(folder.resolve("data/daemon.json")));
    assertFalse(Files.exists(folder.resolve("data/a2a.db-wal")), "an unclean stop");
    assertEquals(accepted, agents(), "every agent that was acknowledged, and no other");
  }

  @Test
  void a_detached_daemon_leads_a_session_of_its_own() throws Exception {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                image.launcher("a2a-daemon").toString(),
                "--port",
                "0",
                "--detach",
                "--data",
                folder.resolve("data").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      await().until(() -> Files.exists(folder.resolve("data/daemon.json")));
      String sid = ps("sid=", process.pid());
      assertEquals(Long.toString(process.pid()), sid);
      // The control: what is not detached stays in its starter's session.
      try (var attached = image.daemon(folder.resolve("other"))) {
        assertEquals(
            ps("sid=", ProcessHandle.current().pid()), ps("sid=", attached.process().pid()));
      }
    } finally {
      process.destroy();
      process.onExit().get();
    }
  }

  /// How many agents are on the disk.
  private int agents() throws Exception {
    try (Parts parts = Parts.in(folder.resolve("data"))) {
      return parts.database.read(tx -> (int) tx.number("SELECT COUNT(*) FROM agents"));
    }
  }

  private static int register(HttpClient http, String url, String name) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/v1/agents"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + name + "\"}"))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString()).statusCode();
    } catch (IOException _) {
      return 0; // It came too late to be accepted.
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int get(String url) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
          .statusCode();
    }
  }

  private static String ps(String column, long pid) {
    try {
      Process ps = new ProcessBuilder("ps", "-o", column, "-p", Long.toString(pid)).start();
      return new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertSentence(Said said, String part) {
    assertTrue(said.err().startsWith("a2a-daemon: "), said.err());
    assertTrue(said.err().contains(part), said.err());
    assertFalse(said.err().contains("\tat "), said.err());
    assertEquals("", said.out());
  }

  private Said daemon(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(image.launcher("a2a-daemon").toString()));
    command.addAll(List.of(words));
    return Image.run(
        folder, Map.of("A2A_CONFIG_DIR", folder.resolve("config").toString()), "", command);
  }
}
