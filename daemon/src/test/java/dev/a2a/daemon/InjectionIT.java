package dev.a2a.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.daemon.InjectionTest.Injection;
import dev.a2a.daemon.RunningDaemon.Answer;
import dev.a2a.daemon.RunningDaemon.Someone;
import dev.a2a.shared.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The hostile bodies once more, out of a real bridge: it changes nothing of what the daemon made
/// safe.
class InjectionIT {
  private static final String HELLO =
      """
      {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{},"clientInfo":{"name":"t","version":"1"}}}\
      """;

  @TempDir Path folder;

  @Test
  void a_bridge_hands_on_what_the_daemon_made_safe() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.in(folder)) {
      Someone alice = daemon.register("alice");
      Someone bob = daemon.register("bob");
      daemon.authorize(bob, alice);
      Process bridge = bridge(daemon, bob);
      try (Writer in = bridge.outputWriter(StandardCharsets.UTF_8);
          BufferedReader out = bridge.inputReader(StandardCharsets.UTF_8)) {
        ask(in, out, HELLO);
        in.write("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n");
        List<Injection> all = InjectionTest.accepted().toList();
        assertTrue(all.size() >= 40);
        for (Injection injection : all) {
          String arguments =
              "{\"message_id\":\"" + daemon.send(alice, bob, injection.body()) + "\"}";
          Answer direct = daemon.post("/v1/tools/a2a_get_message", bob.key(), arguments);
          String line =
              ask(
                  in,
                  out,
                  """
                  {"jsonrpc":"2.0","id":1,"method":"tools/call","params":\
                  {"name":"a2a_get_message","arguments":%s}}\
                  """
                      .formatted(arguments));
          assertFalse(InjectionTest.isDangerous(line), injection.name());
          JsonNode result = Json.answers().readTree(line).path("result");
          JsonNode expected = direct.json();
          assertFalse(result.path("isError").asBoolean(true), line);
          assertEquals(expected.path("structuredContent"), result.path("structuredContent"), line);
          assertEquals(text(expected), text(result), injection.name());
        }
      } finally {
        bridge.destroy();
      }
    }
  }

  /// The text a model sees; the nonce of its frame is another each time.
  private static String text(JsonNode result) {
    return result
        .at("/content/0/text")
        .asText()
        .replaceAll("a2a-untrusted [0-9a-f]{32}>", "a2a-untrusted>");
  }

  private static String ask(Writer in, BufferedReader out, String request) throws IOException {
    in.write(request + "\n");
    in.flush();
    while (true) {
      String line = Objects.requireNonNull(out.readLine(), "the bridge ended");
      if (Json.answers().readTree(line).has("result")) {
        return line;
      }
    }
  }

  private Process bridge(RunningDaemon daemon, Someone agent) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Image.built().launcher("a2a-bridge").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(name -> name.startsWith("A2A_"));
    builder.environment().put("A2A_CONFIG_DIR", folder.resolve("bridge").toString());
    builder.environment().put("A2A_SERVER", daemon.url());
    builder.environment().put("A2A_API_KEY", agent.key());
    return builder.start();
  }
}
