package dev.a2a.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.a2a.daemon.Image.Said;
import dev.a2a.shared.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The person's own daemon, started by whoever needs it, with programs of the image.
@Timeout(180)
class OnDemandIT {
  private static final int KILLS = 6;
  private static final String HELLO =
      """
      {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{},"clientInfo":{"name":"t","version":"1"}}}\
      """;

  @TempDir Path folder;
  private Image image;
  private final Map<String, String> env = new HashMap<>(RunningDaemon.UNLIMITED);

  @BeforeEach
  void prepare() {
    image = Image.built();
    env.put("A2A_CONFIG_DIR", folder.resolve("config").toString());
    env.put("A2A_DATA_DIR", data().toString());
    env.put("A2A_PORT", "0");
    env.put("A2A_STORE", "file");
    env.put("A2A_LOOP_MAX", "0");
  }

  @AfterEach
  void stop() throws Exception {
    a2a("daemon", "stop");
  }

  @Test
  void the_first_command_is_all_it_takes() throws Exception {
    ok("register", "alice");

    assertEquals("alice", Json.answers().readTree(ok("whoami", "--json")).path("name").asText());
    assertEquals(1, starts());
  }

  @Test
  void twenty_bridges_at_the_same_instant_start_one_daemon() throws Exception {
    ok("register", "alice");
    ok("daemon", "stop");

    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      List<Future<JsonNode>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        answers.add(
            threads.submit(() -> {
              try (Bridge bridge = new Bridge("default")) {
                return bridge.call("a2a_whoami", "{}");
              }
            }));
      }
      for (Future<JsonNode> answer : answers) {
        assertEquals("alice", answer.get().path("name").asText());
      }
    }
    assertEquals(2, starts(), "one for the first command, one for twenty bridges");
  }

  @Test
  void a_daemon_killed_during_calls_costs_and_doubles_no_message() throws Exception {
    ok("register", "alice");
    ok("register", "bob", "--profile", "bob");
    String alice = id("default");
    String bob = id("bob");
    ok("authorize", alice, "--profile", "bob");
    int sent = 0;
    try (Bridge bridge = new Bridge("default");
        ExecutorService killer = Executors.newSingleThreadExecutor()) {
      for (int kills = 0; kills < KILLS; kills++) {
        int after = 20 * kills;
        Future<?> kill =
            killer.submit(() -> {
              Thread.sleep(after); // Before, during or after some call.
              kill();
              return null;
            });
        boolean more = true;
        while (more) {
          more = !kill.isDone(); // One at least comes after it.
          JsonNode answer =
              bridge.call(
                  "a2a_send_message",
                  "{\"recipient_id\":\"%s\",\"subject\":\"%d\",\"body\":\"x\"}"
                      .formatted(bob, sent));
          assertEquals("queued", answer.path("status").asText(), answer::toString);
          sent++;
        }
        kill.get();
      }
      assertEquals(1 + KILLS, starts(), "the control: it was killed");
      JsonNode me = Json.answers().readTree(ok("whoami", "--json", "--profile", "bob"));
      assertEquals(sent, me.path("unread_count").asInt());
    }
  }

  @Test
  void a_stranger_on_its_port_gets_no_key() throws Exception {
    ok("register", "alice");
    String key = Files.readString(folder.resolve("config/credentials.json"));
    int port = URI.create(entry().path("url").asText()).getPort();
    kill();
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    HttpServer stranger = stranger(port, heard);
    try {
      assertEquals("alice", Json.answers().readTree(ok("whoami", "--json")).path("name").asText());
      assertNotEquals(port, URI.create(entry().path("url").asText()).getPort());
      assertTrue(heard.stream().noneMatch(h -> h.contains("Bearer")), heard::toString);

      // The profile now names the stranger: what was made for another place is not found for it.
      Path config = folder.resolve("config/config.json");
      Files.writeString(
          config,
          Files.readString(config).replaceFirst("local:[0-9a-f]{16}", "http://127.0.0.1:" + port));
      assertEquals("key_missing", code("whoami"));
      assertTrue(heard.stream().noneMatch(h -> h.contains("Bearer")), heard::toString);

      // The control: it does hear what it is sent.
      env.put("A2A_SERVER", "http://127.0.0.1:" + port);
      env.put("A2A_API_KEY", key.replaceFirst("(?s).*\"(a2a_sk_[^\"]+|a2a_[^\"]{40,})\".*", "$1"));
      a2a("whoami");
      assertTrue(heard.stream().anyMatch(h -> h.contains("Bearer")), heard::toString);
    } finally {
      stranger.stop(0);
      env.remove("A2A_SERVER");
      env.remove("A2A_API_KEY");
    }
  }

  @Test
  void it_ends_when_nobody_asks_and_comes_back() throws Exception {
    env.put("A2A_IDLE_SECONDS", "8"); // Longer than a busy machine takes to ask.
    ok("register", "alice");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (Files.exists(data().resolve("daemon.json")) && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    assertFalse(Files.exists(data().resolve("daemon.json")));

    assertEquals("alice", Json.answers().readTree(ok("whoami", "--json")).path("name").asText());
    assertEquals(2, starts());
  }

  @Test
  void an_older_one_is_replaced_and_that_of_a_person_is_not() throws Exception {
    ok("register", "alice");
    long first = entry().path("pid").asLong();
    says("0.0.1", true);
    ok("whoami");
    long second = entry().path("pid").asLong();
    assertNotEquals(first, second);

    says("0.0.1", false);
    ok("whoami");
    assertEquals(second, entry().path("pid").asLong());
    says("999.0.0", true);
    ok("whoami");
    assertEquals(second, entry().path("pid").asLong(), "a newer one serves an older client");
  }

  @Test
  void a_profile_of_another_store_gets_no_answer_from_this_one() throws Exception {
    ok("register", "alice");
    ok("daemon", "stop");
    env.put("A2A_DATA_DIR", folder.resolve("other").toString());

    assertEquals("other_store", code("whoami"));
    a2a("daemon", "stop");
    env.put("A2A_DATA_DIR", data().toString());
  }

  private Path data() {
    return folder.resolve("data");
  }

  private void kill() throws Exception {
    ProcessHandle.of(entry().path("pid").asLong())
        .ifPresent(process -> {
          process.destroyForcibly();
          process.onExit().join();
        });
  }

  private JsonNode entry() throws IOException {
    return Json.answers().readTree(Files.readString(data().resolve("daemon.json")));
  }

  private void says(String version, boolean onDemand) throws IOException {
    ObjectNode entry = (ObjectNode) entry();
    entry.put("version", version).put("on_demand", onDemand);
    Files.writeString(data().resolve("daemon.json"), entry.toString());
  }

  private long starts() throws IOException {
    return Files.readAllLines(data().resolve("daemon.log")).stream()
        .filter(line -> line.contains(" listening on "))
        .count();
  }

  private static HttpServer stranger(int port, Queue<String> heard) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          heard.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().entrySet());
          byte[] body = "{\"proof\":\"%s\"}".formatted("0".repeat(64)).getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private String id(String profile) throws Exception {
    return Json.answers()
        .readTree(ok("whoami", "--json", "--profile", profile))
        .path("agent_id")
        .asText();
  }

  private String code(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--json");
    Said said = a2a(all.toArray(String[]::new));
    assertNotEquals(0, said.status(), said.out());
    String json = said.out().isBlank() ? said.err() : said.out();
    return Json.answers().readTree(json).path("code").asText();
  }

  private String ok(String... words) throws Exception {
    Said said = a2a(words);
    assertEquals(0, said.status(), () -> List.of(words) + ": " + said.err());
    return said.out();
  }

  private Said a2a(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(image.launcher("a2a").toString()));
    command.addAll(List.of(words));
    return Image.run(folder, env, "", command);
  }

  /// A bridge of the image, and a host in front of it.
  private final class Bridge implements AutoCloseable {
    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    Bridge(String profile) throws IOException {
      ProcessBuilder builder =
          new ProcessBuilder(image.launcher("a2a-bridge").toString(), "--profile", profile)
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().keySet().removeIf(name -> name.startsWith("A2A_"));
      builder.environment().putAll(env);
      process = builder.start();
      in = process.outputWriter(UTF_8);
      out = process.inputReader(UTF_8);
      ask(HELLO);
      in.write("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n");
    }

    JsonNode call(String tool, String arguments) throws IOException {
      JsonNode result =
          ask(
              """
              {"jsonrpc":"2.0","id":1,"method":"tools/call","params":\
              {"name":"%s","arguments":%s}}\
              """
                  .formatted(tool, arguments));
      assertFalse(result.path("isError").asBoolean(), result::toString);
      return result.path("structuredContent");
    }

    private JsonNode ask(String request) throws IOException {
      in.write(request + "\n");
      in.flush();
      while (true) {
        String line = Objects.requireNonNull(out.readLine(), "the bridge ended");
        JsonNode message = Json.answers().readTree(line);
        if (message.has("result")) {
          return message.path("result");
        }
      }
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
