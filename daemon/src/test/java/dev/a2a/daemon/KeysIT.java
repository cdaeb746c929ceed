package dev.a2a.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.daemon.Image.Said;
import dev.a2a.shared.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Keys are replaced by programs of the packed image, beside each other.
class KeysIT {
  @TempDir Path folder;
  private Image image;
  private Image.RunningDaemon daemon;

  @BeforeEach
  void start() throws Exception {
    image = Image.built();
    daemon = image.daemon(folder.resolve("data"));
    json("register", "alice", "--server", daemon.url());
  }

  @AfterEach
  void stop() {
    if (daemon != null) {
      daemon.close();
    }
  }

  @Test
  void rotations_of_many_processes_at_once_lock_nobody_out() throws Exception {
    List<Callable<JsonNode>> many =
        IntStream.range(0, 6)
            .<Callable<JsonNode>>mapToObj(
                i -> () -> json("keys", "rotate", "--overlap-hours", i % 2 == 0 ? "0" : "24"))
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (Future<JsonNode> one : threads.invokeAll(many)) {
        one.get();
      }
    }
    assertEquals("alice", json("whoami").path("name").asText());
    JsonNode keys = json("keys", "list").path("keys");
    assertTrue(keys.size() == 1 || keys.size() == 2, keys::toString);
    assertTrue(keys.path(0).path("current").asBoolean(), keys::toString);
    assertFalse(keys.path(0).has("expires_at"), keys::toString);
  }

  @Test
  @Timeout(60)
  void a_bridge_that_runs_uses_a_key_that_another_process_made() throws Exception {
    ProcessBuilder builder = new ProcessBuilder(image.launcher("a2a-bridge").toString());
    builder.environment().putAll(environment());
    Process bridge = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (Writer out = bridge.outputWriter(StandardCharsets.UTF_8);
        BufferedReader in = bridge.inputReader(StandardCharsets.UTF_8)) {
      say(
          out,
          "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
              + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}");
      in.readLine();
      say(out, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
      assertEquals("alice", call(out, in, "a2a_whoami").path("name").asText());

      String old = key();
      json("keys", "rotate", "--overlap-hours", "0");
      assertEquals("alice", call(out, in, "a2a_whoami").path("name").asText());
      String second = key();
      JsonNode rotated = call(out, in, "a2a_rotate_api_key");

      assertTrue(rotated.path("old_key_expires_at").isTextual(), rotated::toString);
      assertFalse(old.equals(second) || second.equals(key()));
      assertEquals("alice", json("whoami").path("name").asText());
    } finally {
      bridge.destroyForcibly();
    }
  }

  private static void say(Writer out, String line) throws IOException {
    out.write(line + "\n");
    out.flush();
  }

  private static JsonNode call(Writer out, BufferedReader in, String tool) throws IOException {
    say(
        out,
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\""
            + tool
            + "\"}}");
    JsonNode result = Json.answers().readTree(in.readLine()).path("result");
    assertFalse(result.path("isError").asBoolean(), result::toString);
    assertFalse(result.toString().contains("a2a_sk_"), result::toString);
    return result.path("structuredContent");
  }

  private String key() throws IOException {
    String credentials = Files.readString(folder.resolve("config/credentials.json"));
    int at = credentials.indexOf("a2a_sk_");
    return credentials.substring(at, credentials.indexOf('"', at));
  }

  private JsonNode json(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(image.launcher("a2a").toString()));
    command.addAll(List.of(words));
    command.add("--json");
    Said said = Image.run(folder, environment(), "", command);
    assertEquals(0, said.status(), () -> String.join(" ", words) + ": " + said.err());
    assertFalse(said.out().matches("(?s).*a2a_sk_\\w{10}.*"), said.out());
    return Json.answers().readTree(said.out());
  }

  private Map<String, String> environment() {
    return Map.of(
        "HOME",
        folder.toString(),
        "LC_ALL",
        "C.UTF-8",
        "A2A_CONFIG_DIR",
        folder.resolve("config").toString(),
        "A2A_STORE",
        "file");
  }
}
