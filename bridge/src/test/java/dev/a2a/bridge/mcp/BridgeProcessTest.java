package dev.a2a.bridge.mcp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.shared.api.ApiKey;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a host relies on, with real processes.
@DisplayNameGeneration(ReplaceUnderscores.class)
class BridgeProcessTest {
  /// Within which a bridge ends when its host is gone.
  private static final Duration SOON = Duration.ofSeconds(2);

  private static final int LINE_MAX = 1 << 20;

  @TempDir Path folder;

  @Test
  void bad_lines_are_answered_and_the_next_ones_are_served() throws Exception {
    try (BridgeProcess bridge = BridgeProcess.start(folder)) {
      Host host = bridge.host;
      host.greet();
      host.send("");
      host.send("  \r");
      expectError(host, "{\"jsonrpc\":\"2.0\",\"id\":1,", -32700);
      expectError(host, "[]", -32600);
      expectError(host, "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}", -32600);
      host.sendRaw(new byte[] {'"', (byte) 0xff, (byte) 0xfe, '"', '\n'});
      assertEquals(-32700, host.next().at("/error/code").asInt());
      expectError(host, "{\"id\":5,\"x\":" + "[".repeat(20_000), -32600);
      expectError(host, "[".repeat(LINE_MAX - 1), -32600);
      host.sendRaw(new byte[] {0, '\n'});
      assertEquals(-32700, host.next().at("/error/code").asInt());
      host.ping(7);

      assertEquals("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}", host.nextLine());
      assertEquals("", bridge.stderr());
    }
  }

  @Test
  void a_frame_of_64_MiB_is_refused_by_its_id_in_a_heap_of_64_MiB() throws Exception {
    try (BridgeProcess bridge = BridgeProcess.start(folder)) {
      Host host = bridge.host;
      host.greet();
      byte[] piece = "\\\"{[".repeat(1 << 18).getBytes(StandardCharsets.UTF_8);
      host.sendRaw(
          "{\"method\":\"tools/call\",\"params\":{\"x\":\"".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 64; i++) {
        host.sendRaw(piece);
      }
      host.send("\"},\"jsonrpc\":\"2.0\",\"id\":17}");
      JsonNode refused = host.next();
      host.ping(18);

      assertEquals(-32600, refused.at("/error/code").asInt());
      assertEquals(17, refused.path("id").asInt());
      assertEquals(18, host.next().path("id").asInt());
    }
  }

  @Test
  void calls_run_side_by_side_and_large_ones_do_not_use_up_the_memory() throws Exception {
    try (FakeDaemon daemon = new FakeDaemon();
        BridgeProcess bridge = BridgeProcess.start(folder, "--server", daemon.url())) {
      Host host = bridge.host;
      host.greet();
      for (int id = 0; id < 50; id++) {
        host.call(id, "wait", "{}");
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> daemon.waiting.get() == 50);
      JsonNode quick = host.result(100, "quick", "{}");
      String large = "{\"x\":\"é" + "x".repeat(1_000_000) + "\"}";
      for (int id = 200; id < 230; id++) {
        host.call(id, "wait", large);
      }
      Set<Integer> refused = new HashSet<>();
      for (int i = 0; i < 27; i++) {
        JsonNode answer = host.next();
        assertEquals(-32000, answer.at("/error/code").asInt(), answer::toString);
        refused.add(answer.path("id").asInt());
      }
      daemon.release();
      Set<Integer> answered = new HashSet<>();
      for (int i = 0; i < 53; i++) {
        JsonNode answer = host.next();
        assertFalse(answer.has("error"), answer::toString);
        answered.add(answer.path("id").asInt());
      }

      assertTrue(quick.has("content"));
      assertEquals(27, refused.size());
      assertEquals(53, answered.size());
      assertEquals("", bridge.stderr());
    }
  }

  @Test
  void a_cancelled_call_hangs_up_and_is_not_answered() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        BridgeProcess bridge =
            BridgeProcess.start(folder, "--server", "http://127.0.0.1:" + silent.getLocalPort())) {
      Host host = bridge.host;
      host.greet();
      host.call(1, "a2a_whoami", "{}");
      try (Socket call = silent.accept()) {
        InputStream in = call.getInputStream();
        assertEquals('P', in.read()); // It came as far as POST.
        host.cancel(99);
        host.cancel(1);
        call.setSoTimeout(10_000);
        while (in.read() >= 0) {
          // Until the bridge hangs up; the time limit of the socket fails otherwise.
        }
      }
      host.ping(2);

      assertEquals(2, host.next().path("id").asInt());
      host.close();
      host.expectEnd();
    }
  }

  @Test
  void of_two_live_requests_with_one_id_the_second_is_refused() throws Exception {
    try (FakeDaemon daemon = new FakeDaemon();
        BridgeProcess bridge = BridgeProcess.start(folder, "--server", daemon.url())) {
      Host host = bridge.host;
      host.greet();
      host.call(1, "wait", "{}");
      host.call(1, "quick", "{}");
      JsonNode second = host.next();
      daemon.release();
      JsonNode first = host.next();

      assertEquals(-32600, second.at("/error/code").asInt());
      assertTrue(first.at("/result/content").isArray(), first::toString);
      for (int i = 0; i < 200; i++) { // The id is free as soon as its answer is seen.
        assertTrue(host.result(1, "quick", "{}").has("content"));
      }
    }
  }

  @Test
  void end_of_input_ends_it_with_calls_in_flight() throws Exception {
    try (FakeDaemon daemon = new FakeDaemon();
        BridgeProcess bridge = BridgeProcess.start(folder, "--server", daemon.url())) {
      bridge.host.greet();
      bridge.host.call(1, "wait", "{}");
      await().atMost(Duration.ofSeconds(20)).until(() -> daemon.waiting.get() == 1);
      assertTrue(bridge.alive());
      bridge.host.close();

      Duration took = bridge.awaitEnd();

      assertTrue(took.compareTo(SOON) < 0, took::toString);
      assertEquals(0, bridge.exitValue());
    }
  }

  @Test
  void a_broken_output_ends_it() throws Exception {
    Process bridge = new ProcessBuilder(BridgeProcess.command()).start();
    try {
      bridge.getInputStream().close();
      bridge.getOutputStream().write((Host.INITIALIZE + "\n").getBytes(StandardCharsets.UTF_8));
      bridge.getOutputStream().flush();

      assertTrue(bridge.waitFor(20, TimeUnit.SECONDS), "it goes on");
    } finally {
      bridge.destroyForcibly();
    }
  }

  @Test
  void a_dead_parent_ends_it_though_the_pipe_is_open() throws Exception {
    Path in = folder.resolve("in");
    Path out = folder.resolve("out");
    new ProcessBuilder("mkfifo", in.toString(), out.toString()).start().waitFor();
    String bridge =
        BridgeProcess.command().stream().map(a -> "'" + a + "'").collect(Collectors.joining(" "));
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", bridge + " <'" + in + "' >'" + out + "' & wait");
    BridgeProcess.environment(shell, folder);
    Process parent = shell.start();
    try (OutputStream toBridge = new FileOutputStream(in.toFile());
        InputStream fromBridge = new FileInputStream(out.toFile())) {
      Host host = new Host(toBridge, fromBridge);
      host.greet();
      long start = System.nanoTime();
      parent.destroyForcibly();
      host.expectEnd();

      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(took.compareTo(SOON) < 0, took::toString);
    }
  }

  @Test
  void a_one_shot_gets_all_its_answers() throws Exception {
    try (FakeDaemon daemon = new FakeDaemon();
        BridgeProcess bridge = BridgeProcess.start(folder, "--server", daemon.url())) {
      bridge.host.sendRaw(
          Stream.of(
                  Host.INITIALIZE,
                  Host.INITIALIZED,
                  "{\"jsonrpc\":\"2.0\",\"id\":\"list\",\"method\":\"tools/list\"}",
                  "{\"jsonrpc\":\"2.0\",\"id\":\"ping\",\"method\":\"ping\"}")
              .collect(Collectors.joining("\r\n"))
              .getBytes(StandardCharsets.UTF_8));
      bridge.host.close();
      Set<String> ids = new HashSet<>();
      for (int i = 0; i < 3; i++) {
        ids.add(bridge.host.next().path("id").asText());
      }

      bridge.host.expectEnd();
      assertEquals(Set.of("init", "list", "ping"), ids);
    }
  }

  @Test
  void before_initialized_everything_is_answered_and_nothing_is_done() throws Exception {
    try (BridgeProcess bridge = BridgeProcess.start(folder, "--server", "http://127.0.0.1:1")) {
      Host host = bridge.host;
      String list = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}";
      String discover = "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"server/discover\"}";
      host.send(Host.INITIALIZED); // Comes too early, and counts for nothing.
      expectError(host, discover, -32601);
      expectError(host, list, -32600);
      host.ping(4);
      assertEquals(4, host.next().path("id").asInt());
      host.send(Host.INITIALIZE);
      assertEquals("2025-11-25", host.next().at("/result/protocolVersion").asText());
      expectError(host, list, -32600);
      expectError(host, discover, -32601);
      host.send(Host.INITIALIZED);
      expectError(host, discover, -32601);
      expectError(host, "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"resources/list\"}", -32601);
      host.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/unknown\"}");
      host.send(list);

      assertTrue(host.next().at("/result/tools").isArray());
      host.close();
      host.expectEnd();
      try (Stream<Path> files = Files.list(folder)) {
        assertEquals(1, files.count(), "nothing but its stderr");
      }
    }
  }

  @Test
  void a_key_is_kept_for_its_owner_only_and_never_written_anywhere_else() throws Exception {
    ApiKey key = ApiKey.random(new SecureRandom());
    try (FakeDaemon daemon = new FakeDaemon();
        BridgeProcess bridge =
            BridgeProcess.start(folder, "--server", daemon.url(), "--profile", "work")) {
      Host host = bridge.host;
      host.greet();
      daemon.answer(
          201,
          "{\"agent_id\":\"a2a_00000000000a11ce\",\"api_key\":\"%s\",\"name\":\"alice\"}"
              .formatted(key.reveal()));
      assertFalse(
          host.result(1, "a2a_register", "{\"name\":\"alice\"}").path("isError").asBoolean());
      daemon.answer(500, "<html>broken</html>");
      host.result(2, "a2a_whoami", "{}");
      daemon.goAway();
      host.result(3, "a2a_whoami", "{}");
      host.close();
      host.expectEnd();

      assertNull(daemon.take().getHeaders().get("Authorization"));
      assertEquals("Bearer " + key.reveal(), daemon.take().getHeaders().get("Authorization"));
      Path credentials = folder.resolve("config/credentials.json");
      assertTrue(Files.readString(credentials).contains(key.reveal()), "the control");
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials)));
      String secret = key.reveal().substring("a2a_sk_".length());
      assertFalse(host.everything().contains(secret));
      assertFalse(bridge.stderr().contains(secret));
      assertFalse(Files.readString(folder.resolve("config/config.json")).contains(secret));
    }
  }

  @Test
  void bad_arguments_are_one_sentence_on_stderr() throws Exception {
    for (String[] args :
        new String[][] {
          {"--nonsense"}, {"--profile"}, {"--profile", " "}, {"--server", "ftp://x"}
        }) {
      try (BridgeProcess bridge = BridgeProcess.start(folder, args)) {
        bridge.awaitEnd();
        assertEquals(2, bridge.exitValue());
        assertTrue(bridge.stderr().startsWith("a2a-bridge: "), bridge::toString);
        assertEquals(1, bridge.stderr().lines().count());
        bridge.host.expectEnd();
      }
    }
  }

  @Test
  void the_version_is_said_without_the_libraries_of_the_command_line() throws Exception {
    Process bridge =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(BridgeProcess.command().getFirst(), "-Xlog:class+load"),
                        BridgeProcess.command("--version").stream().skip(1))
                    .toList())
            .start();
    String loaded = new String(bridge.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertTrue(loaded.contains("a2a-bridge "), loaded);
    assertTrue(loaded.contains("dev.a2a.bridge.mcp.Main"), "the control");
    assertFalse(loaded.contains("picocli"));
  }

  private static void expectError(Host host, String line, int code) throws Exception {
    host.send(line);
    JsonNode answer = host.next();
    assertEquals(code, answer.at("/error/code").asInt(), answer::toString);
    assertEquals(Optional.empty(), Optional.ofNullable(answer.get("result")));
  }
}
