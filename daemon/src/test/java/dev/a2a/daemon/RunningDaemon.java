package dev.a2a.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.shared.home.Setting;
import dev.a2a.shared.home.Settings;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A daemon in this process, on a free port, with real HTTP in front of it.
public final class RunningDaemon implements AutoCloseable {
  /// Settings that turn every rate limit off.
  public static final Map<String, String> UNLIMITED =
      Map.of(
          "A2A_RATE_PAIR", "0",
          "A2A_RATE_SENDER", "0",
          "A2A_RATE_REGISTER", "0",
          "A2A_RATE_FAILURES", "0");

  private final Daemon daemon;
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningDaemon(Daemon daemon) {
    this.daemon = daemon;
  }

  public static RunningDaemon in(Path folder) throws IOException {
    return in(folder, Map.of());
  }

  /// Without limits of rates, unless the environment sets some: tests are faster than agents.
  public static RunningDaemon in(Path folder, Map<String, String> environment) throws IOException {
    Map<String, String> env = new HashMap<>(UNLIMITED);
    env.putAll(environment);
    env.put("A2A_CONFIG_DIR", folder.resolve("config").toString());
    Settings settings =
        Settings.of(
            Map.of(Setting.PORT, "0", Setting.DATA_DIR, folder.resolve("data").toString()), env);
    return new RunningDaemon(Daemon.start(settings, Clock.systemUTC(), "test"));
  }

  /// What came back.
  public record Answer(int status, HttpResponse<String> response) {
    public JsonNode json() throws IOException {
      return Json.answers().readTree(response.body());
    }

    public String code() throws IOException {
      return json().path("code").asText();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  public String url() {
    return daemon.url();
  }

  public int port() {
    return URI.create(daemon.url()).getPort();
  }

  public Answer get(String path, @Nullable String key) throws IOException, InterruptedException {
    return ask("GET", path, key, null);
  }

  public Answer post(String path, @Nullable String key, String json)
      throws IOException, InterruptedException {
    return ask("POST", path, key, json);
  }

  /// Any request; a body is sent as JSON.
  public Answer ask(String method, String path, @Nullable String key, @Nullable String json)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
    request.method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (json != null) {
      request.header("Content-Type", "application/json");
    }
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    request.header("Accept", "application/json, text/event-stream");
    return send(request.build());
  }

  public Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), response);
  }

  /// Sends these very bytes and returns all that comes back until the connection ends.
  public String raw(String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /// Registers an agent and returns its id and key.
  public Someone register(String name) throws IOException, InterruptedException {
    JsonNode made = post("/v1/agents", null, "{\"name\":\"" + name + "\"}").json();
    return new Someone(made.path("agent_id").asText(), made.path("api_key").asText());
  }

  /// An agent as its owner knows it.
  public record Someone(String id, String key) {}

  /// Lets `sender` write to `recipient`.
  public void authorize(Someone recipient, Someone sender)
      throws IOException, InterruptedException {
    post("/v1/authorizations", recipient.key(), "{\"agent_id\":\"" + sender.id() + "\"}");
  }

  /// Sends a message and returns its id.
  public String send(Someone sender, Someone recipient, String body)
      throws IOException, InterruptedException {
    String json =
        "{\"recipient_id\":\"%s\",\"subject\":\"hello\",\"body\":%s}"
            .formatted(recipient.id(), Json.write(body));
    return post("/v1/messages", sender.key(), json).json().path("message_id").asText();
  }

  @Override
  public void close() throws IOException {
    http.close();
    daemon.close();
  }
}
