package dev.a2a.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.a2a.daemon.Image.RunningDaemon;
import dev.a2a.daemon.Image.Said;
import dev.a2a.shared.api.Authorization;
import dev.a2a.shared.api.AuthorizeAgent;
import dev.a2a.shared.api.Inbox;
import dev.a2a.shared.api.Register;
import dev.a2a.shared.api.Registered;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A client that shares no code with this project, the TypeScript SDK on Node, talks to the image's
/// daemon and bridge. `npm ci` in `src/test/node` installs it.
class TypeScriptClientIT {
  private static final Path NODE_FOLDER = Path.of("src/test/node");

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private Image image;
  private RunningDaemon daemon;
  private Registered alice;
  private Registered bob;

  @BeforeEach
  void start() throws Exception {
    Image.there(nodeRuns(), "Node.js is missing");
    Image.there(
        Files.isDirectory(NODE_FOLDER.resolve("node_modules")), "run npm ci in " + NODE_FOLDER);
    image = Image.built();
    daemon = image.daemon(folder.resolve("data"));
    alice = register("alice");
    bob = register("bob");
    ask(bob, "/v1/authorizations", new AuthorizeAgent(alice.agentId(), null), Authorization.class);
  }

  @AfterEach
  void stop() {
    if (daemon != null) {
      daemon.close();
    }
    http.close();
  }

  @Test
  void it_lists_the_tools_and_sends_a_message_over_stdio() throws Exception {
    Map<String, String> env =
        Map.of(
            "A2A_CONFIG_DIR", folder.resolve("config").toString(),
            "A2A_SERVER", daemon.url(),
            "A2A_API_KEY", key(alice));

    JsonNode answer = client(env, "stdio", image.launcher("a2a-bridge").toString());

    assertSent(answer, "over stdio");
  }

  @Test
  void it_lists_the_tools_and_sends_a_message_over_http() throws Exception {
    JsonNode answer = client(Map.of("CLIENT_API_KEY", key(alice)), "http", daemon.url() + "/mcp");

    assertSent(answer, "over http");
  }

  private void assertSent(JsonNode answer, String how) throws Exception {
    Set<String> tools = new TreeSet<>();
    answer.path("tools").forEach(tool -> tools.add(tool.asText()));
    assertEquals(contractTools(), tools);
    assertFalse(answer.path("instructions").asText().isBlank());

    JsonNode result = answer.path("results").path(0);
    assertFalse(result.path("isError").asBoolean(), result::toString);
    String id = result.path("structuredContent").path("message_id").asText();
    Inbox inbox = ask(bob, "/v1/inbox", null, Inbox.class);
    assertEquals(1, inbox.messages().size());
    assertEquals(id, inbox.messages().getFirst().id());
    assertEquals(alice.agentId(), inbox.messages().getFirst().senderId());

    // The control: nobody authorized bob, so what goes through above is not what always goes.
    JsonNode refused = answer.path("results").path(1);
    assertTrue(refused.path("isError").asBoolean(), () -> how + ": " + refused);
  }

  private JsonNode client(Map<String, String> env, String... how) throws Exception {
    List<String> command = new ArrayList<>(List.of("node", NODE_FOLDER + "/client.mjs"));
    command.addAll(List.of(how));
    String calls = Json.write(List.of(send(bob.agentId()), send("a2a_0123456789abcdef")));

    Said said = Image.run(folder, env, calls, command);

    assertEquals(0, said.status(), said.err());
    return Json.answers().readTree(said.out());
  }

  private static ObjectNode send(String recipient) {
    ObjectNode call = JsonNodeFactory.instance.objectNode().put("name", "a2a_send_message");
    call.putObject("arguments")
        .put("recipient_id", recipient)
        .put("subject", "From outside")
        .put("body", "Hello from the TypeScript SDK.");
    return call;
  }

  private static Set<String> contractTools() throws IOException {
    Set<String> names = new TreeSet<>();
    try (var in = Json.class.getResourceAsStream("/dev/a2a/tools.json")) {
      Json.answers().readTree(in).path("tools").forEach(t -> names.add(t.path("name").asText()));
    }
    assertFalse(names.isEmpty());
    return names;
  }

  private Registered register(String name) throws Exception {
    return ask(null, "/v1/agents", new Register(name, null, null, null), Registered.class);
  }

  private <T> T ask(@Nullable Registered who, String path, @Nullable Object body, Class<T> answer)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(daemon.url() + path));
    if (who != null) {
      request.header("Authorization", "Bearer " + key(who));
    }
    if (body != null) {
      request
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString(Json.write(body)));
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    assertTrue(response.statusCode() < 300, response::body);
    return Json.answers().readValue(response.body(), answer);
  }

  private static String key(Registered agent) {
    return String.valueOf(agent.apiKey());
  }

  private static boolean nodeRuns() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException _) {
      return false; // There is no such program.
    }
  }
}
