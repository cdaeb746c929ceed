package dev.a2a.daemon.refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.daemon.RunningDaemon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may not write to somebody learns nothing from it: not whether there is such an agent, nor
/// why not. How long the answers take is looked at by `docs/check/timing.sh`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsTest {
  @TempDir static Path folder;
  private RunningDaemon daemon;
  private Reasons reasons;

  @BeforeAll
  void start() throws IOException {
    daemon = RunningDaemon.in(folder, Map.of("A2A_RATE_PAIR", "30", "A2A_RATE_SENDER", "100000"));
    reasons = Reasons.prepare(this::ask);
  }

  @AfterAll
  void stop() throws IOException {
    daemon.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/messages", "/v1/tools/a2a_send_message", "/mcp"})
  void all_reasons_get_the_same_answer_byte_for_byte(String door) throws IOException {
    Map<String, String> answers = new LinkedHashMap<>();
    for (var reason : reasons.recipients().entrySet()) {
      answers.put(reason.getKey(), raw(door, reason.getValue()));
    }
    String first = answers.values().iterator().next();
    assertTrue(first.contains("not_authorized"), first);
    assertTrue(first.contains("RateLimit-Policy: \"pair\";q=10;w=20"), first);
    answers.forEach((reason, answer) -> assertEquals(Mask.of(first), Mask.of(answer), reason));
    assertEquals(List.of(), reasons.impossible());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/messages", "/v1/tools/a2a_send_message", "/mcp"})
  void the_control_another_answer_is_another(String door) throws IOException {
    String refused = raw(door, Reasons.NOBODY);
    assertNotEquals(Mask.of(refused), Mask.of(raw(door, reasons.friend())));
    assertNotEquals(refused, raw(door, Reasons.NOBODY), "the mask hides something");
  }

  @Test
  void refused_and_accepted_messages_use_up_the_same_budget() throws IOException {
    JsonNode zoe = ask("POST", "/v1/agents", null, "{\"name\":\"zoe\"}");
    JsonNode bob = ask("POST", "/v1/agents", null, "{\"name\":\"bob\"}");
    JsonNode dave = ask("POST", "/v1/agents", null, "{\"name\":\"dave\"}");
    String zoes = zoe.path("api_key").asText();
    ask(
        "POST",
        "/v1/authorizations",
        bob.path("api_key").asText(),
        "{\"agent_id\":\"" + zoe.path("agent_id").asText() + "\"}");
    Map<String, String> recipients = new HashMap<>();
    recipients.put("accepted", bob.path("agent_id").asText());
    recipients.put("not authorized", dave.path("agent_id").asText());
    recipients.put("unknown", Reasons.NOBODY);
    Map<String, String> tooMany = new LinkedHashMap<>();
    recipients.forEach((name, recipient) -> {
      String message = Reasons.message(recipient);
      String expected = name.equals("accepted") ? "" : "not_authorized";
      for (int i = 0; i < 10; i++) {
        JsonNode answer = ask("POST", "/v1/messages", zoes, message);
        assertEquals(expected, answer.path("code").asText(), name + " " + i);
      }
      tooMany.put(name, exchange("/v1/messages", zoes, message));
    });
    String first = tooMany.values().iterator().next();
    assertTrue(first.startsWith("HTTP/1.1 429"), first);
    assertTrue(first.contains("\r\nRetry-After: 2\r\n"), first);
    tooMany.forEach((name, answer) -> assertEquals(Mask.of(first), Mask.of(answer), name));
  }

  @ParameterizedTest
  @CsvSource({"no authorization", "unknown recipient", "revoked"})
  void what_is_too_large_is_refused_before_anybody_is_asked_for(String reason) {
    String large =
        "{\"recipient_id\":\"%s\",\"subject\":\"s\",\"body\":\"%s\"}"
            .formatted(reasons.recipients().get(reason), "x".repeat(65_537));
    JsonNode answer = ask("POST", "/v1/messages", reasons.key(), large);
    assertEquals("body_too_large", answer.path("code").asText());
  }

  @Test
  void authorizing_somebody_who_does_not_exist_is_like_authorizing_a_stranger() {
    JsonNode zoe = ask("POST", "/v1/agents", null, "{\"name\":\"zoe\"}");
    JsonNode bob = ask("POST", "/v1/agents", null, "{\"name\":\"bob\"}");
    String zoes = zoe.path("api_key").asText();
    JsonNode nobody =
        ask("POST", "/v1/authorizations", zoes, "{\"agent_id\":\"" + Reasons.NOBODY + "\"}");
    JsonNode stranger =
        ask("POST", "/v1/authorizations", zoes, "{\"agent_id\":" + bob.path("agent_id") + "}");
    assertEquals(Reasons.NOBODY, nobody.path("agent_id").asText());
    assertEquals(
        nobody.properties().stream().map(Map.Entry::getKey).toList(),
        stranger.properties().stream().map(Map.Entry::getKey).toList());
  }

  private String raw(String door, String recipient) throws IOException {
    String message = Reasons.message(recipient);
    String json =
        door.equals("/mcp")
            ? "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
                + "{\"name\":\"a2a_send_message\",\"arguments\":"
                + message
                + "}}"
            : message;
    return exchange(door, reasons.key(), json);
  }

  private String exchange(String door, String key, String json) {
    try {
      return daemon.raw(
          "POST %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\nAuthorization: Bearer %s\r\n"
                  .formatted(door, daemon.port(), key)
              + "Accept: application/json, text/event-stream\r\nContent-Type: application/json\r\n"
              + "Content-Length: %d\r\n\r\n%s"
                  .formatted(json.getBytes(StandardCharsets.UTF_8).length, json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode ask(String method, String path, @Nullable String key, @Nullable String json) {
    try {
      return daemon.ask(method, path, key, json).json();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
