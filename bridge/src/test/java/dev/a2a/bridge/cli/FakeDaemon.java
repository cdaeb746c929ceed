package dev.a2a.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// A program that looks like `a2a-daemon` from outside: first line, `daemon.json`, `/readyz`, a few
/// routes and tools, and the end by SIGTERM. `--port 1` makes it fail as a real one would.
final class FakeDaemon {
  private static final Map<String, String> AGENT_OF_KEY = new ConcurrentHashMap<>();
  private static final ArrayNode MAIL = Json.answers().createArrayNode();

  private FakeDaemon() {}

  public static void main(String[] args) throws IOException {
    List<String> given = List.of(args);
    if (given.contains("1")) {
      System.err.println("some first words");
      System.err.println("a2a-daemon: Somebody else listens on 127.0.0.1:1.");
      System.exit(8);
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", FakeDaemon::answer);
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    Path data = Path.of(Objects.requireNonNull(System.getenv("A2A_DATA_DIR"), "a data folder"));
    Files.createDirectories(data);
    Path file = data.resolve("daemon.json");
    Map<String, ?> entry =
        Map.of(
            "pid",
            ProcessHandle.current().pid(),
            "url",
            url,
            "version",
            "9.9",
            "started_at",
            Instant.now());
    Files.writeString(data.resolve("new"), Json.write(entry));
    Files.move(data.resolve("new"), file);
    System.err.println("a2a-daemon 9.9 listening on " + url);
    System.err.println("arguments " + given + " key " + System.getenv("A2A_API_KEY"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> file.toFile().delete()));
  }

  private static synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    JsonNode asked = Json.answers().readTree(exchange.getRequestBody().readAllBytes());
    String key =
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
    String me = AGENT_OF_KEY.getOrDefault(key.replace("Bearer ", ""), "");
    String text =
        switch (path) {
          case "/readyz", "/healthz" -> "{}";
          case "/v1/agents" -> registered(asked.path("name").asText());
          case "/v1/messages" ->
              "{\"message_id\":\"m0\",\"thread_id\":\"t0\",\"status\":\"queued\"}";
          case "/v1/authorizations" ->
              "{\"agent_id\":\"%s\",\"created_at\":\"2026-01-31T12:00:00Z\"}"
                  .formatted(asked.path("agent_id").asText());
          default -> Json.write(tool(path.substring(path.lastIndexOf('/') + 1), me, asked));
        };
    byte[] bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String registered(String name) {
    String id = "a2a_%016x".formatted(AGENT_OF_KEY.size());
    String key = ApiKey.random(new SecureRandom()).reveal();
    AGENT_OF_KEY.put(key, id);
    return Json.write(Map.of("agent_id", id, "api_key", key, "name", name));
  }

  private static JsonNode tool(String name, String me, JsonNode asked) {
    ObjectNode structured = Json.answers().createObjectNode();
    switch (name) {
      case "a2a_send_message" -> {
        String id = "m" + MAIL.size();
        ObjectNode sent = MAIL.addObject().put("id", id).put("read", false);
        sent.setAll((ObjectNode) asked);
        structured.put("message_id", id);
      }
      case "a2a_check_inbox" -> {
        ArrayNode messages = structured.putArray("messages");
        MAIL.forEach(m -> {
          if (m.path("recipient_id").asText().equals(me) && !m.path("read").asBoolean()) {
            messages.add(m);
          }
        });
        structured.put("unread_count", messages.size());
      }
      case "a2a_get_message" -> structured.setAll(message(asked.path("message_id").asText()));
      default -> message(asked.path("message_id").asText()).put("read", true);
    }
    ObjectNode result = Json.answers().createObjectNode();
    result.putArray("content");
    result.set("structuredContent", structured);
    return result.put("isError", false);
  }

  private static ObjectNode message(String id) {
    return (ObjectNode) MAIL.get(Integer.parseInt(id.substring(1)));
  }
}
