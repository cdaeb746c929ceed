package dev.a2a.daemon.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/// Asks one daemon. Safe for use by many threads.
record Client(String url, HttpClient http) {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  record Answer(int status, JsonNode json) {
    String code() {
      return json.path("code").asText();
    }

    String text(String member) {
      return json.path(member).asText();
    }
  }

  /// An agent as its owner knows it.
  record Someone(String id, String key) {}

  Answer get(String path, String key) throws IOException {
    return send(request(path, key).GET());
  }

  Answer post(String path, String key, Map<String, ?> arguments) throws IOException {
    return send(
        request(path, key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(arguments))));
  }

  Someone register(String name) throws IOException {
    Answer made = must(201, post("/v1/agents", "", Map.of("name", name)));
    return new Someone(made.text("agent_id"), made.text("api_key"));
  }

  /// Lets `sender` write to `recipient`.
  void authorize(Someone recipient, Someone sender) throws IOException {
    must(201, post("/v1/authorizations", recipient.key(), Map.of("agent_id", sender.id())));
  }

  Answer send(Someone sender, Someone recipient, String body) throws IOException {
    return post(
        "/v1/messages",
        sender.key(),
        Map.of("recipient_id", recipient.id(), "subject", "hello", "body", body));
  }

  void close() {
    http.shutdownNow();
  }

  private HttpRequest.Builder request(String path, String key) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(LIMIT);
    return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
  }

  private Answer send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), Json.answers().readTree(response.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private static Answer must(int status, Answer answer) throws IOException {
    if (answer.status() != status) {
      throw new IOException(answer.status() + " " + answer.json());
    }
    return answer;
  }
}
