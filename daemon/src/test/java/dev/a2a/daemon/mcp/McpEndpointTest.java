package dev.a2a.daemon.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.daemon.RunningDaemon;
import dev.a2a.daemon.RunningDaemon.Answer;
import dev.a2a.daemon.RunningDaemon.Someone;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
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

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class McpEndpointTest {
  private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";

  @TempDir static Path folder;
  private RunningDaemon daemon;
  private Someone alice;
  private Someone bob;

  @BeforeAll
  void start() throws Exception {
    daemon = RunningDaemon.in(folder);
    alice = daemon.register("alice");
    bob = daemon.register("bob");
    daemon.authorize(bob, alice);
  }

  @AfterAll
  void stop() throws IOException {
    daemon.close();
  }

  @Test
  void initialize_names_the_server_and_gives_instructions() throws Exception {
    JsonNode result =
        post(
                alice.key(),
                """
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":
                "2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
                """)
            .json()
            .path("result");
    assertEquals("a2a-daemon", result.path("serverInfo").path("name").asText());
    assertTrue(result.path("instructions").asText().contains("a2a_check_inbox"));
    assertEquals("2025-11-25", result.path("protocolVersion").asText());
  }

  @Test
  void the_tools_are_those_of_tools_json_to_the_letter() throws Exception {
    JsonNode file =
        Json.answers().readTree(McpEndpoint.class.getResourceAsStream("/dev/a2a/tools.json"));
    JsonNode listed = post(alice.key(), LIST).json().path("result").path("tools");
    assertEquals(names(file.path("tools")), names(listed));
    for (int i = 0; i < listed.size(); i++) {
      for (String part :
          List.of("title", "description", "inputSchema", "outputSchema", "annotations")) {
        assertEquals(file.path("tools").path(i).path(part), listed.path(i).path(part), part);
      }
    }
  }

  @Test
  void the_core_tools_are_listed_and_called_alone_where_that_is_set(@TempDir Path other)
      throws Exception {
    try (RunningDaemon daemon = RunningDaemon.in(other, Map.of("A2A_TOOLS", "core"))) {
      JsonNode file =
          Json.answers().readTree(McpEndpoint.class.getResourceAsStream("/dev/a2a/tools.json"));
      String key = daemon.register("carol").key();
      JsonNode listed = daemon.post("/mcp", key, LIST).json().path("result").path("tools");
      assertEquals(names(file.path("core")), names(listed));
      assertTrue(listed.size() < file.path("tools").size());
      String call =
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\","
              + "\"params\":{\"name\":\"a2a_search_messages\",\"arguments\":{}}}";
      JsonNode refused = daemon.post("/mcp", key, call).json().path("result");
      assertEquals("unknown_tool", refused.at("/_meta/dev.a2a~1problem/code").asText());
    }
  }

  @Test
  void without_a_key_there_is_only_what_needs_none() throws Exception {
    JsonNode listed = post(null, LIST).json().path("result").path("tools");
    assertEquals(List.of("a2a_register"), names(listed));
    JsonNode inbox = call(null, "a2a_check_inbox", "{}");
    assertTrue(inbox.path("isError").asBoolean());
    assertEquals("unauthenticated", inbox.at("/_meta/dev.a2a~1problem/code").asText());
    JsonNode made = call(null, "a2a_register", "{\"name\":\"carol\"}").path("structuredContent");
    assertTrue(made.path("claim").asText().startsWith("a2a_claim_"));
    assertFalse(made.has("api_key"));
  }

  @Test
  void with_registration_closed_a_stranger_gets_a_401(@TempDir Path other) throws Exception {
    try (RunningDaemon closed = RunningDaemon.in(other, Map.of("A2A_REGISTRATION", "closed"))) {
      Answer answer = closed.post("/mcp", null, LIST);
      assertEquals(401, answer.status());
      assertEquals("Bearer", answer.header("WWW-Authenticate"));
    }
  }

  @Test
  void an_operator_may_choose_that_register_shows_the_key(@TempDir Path other) throws Exception {
    try (RunningDaemon revealing = RunningDaemon.in(other, Map.of("A2A_REGISTER_REVEAL", "key"))) {
      String answer =
          revealing
              .post("/mcp", null, request("a2a_register", "{\"name\":\"carol\"}"))
              .response()
              .body();
      assertTrue(answer.contains("a2a_sk_"));
    }
  }

  @Test
  void a_wrong_key_is_a_401_and_not_a_stranger() throws Exception {
    Answer answer = post("a2a_sk_wrong", LIST);
    assertEquals(401, answer.status());
    assertEquals("invalid_key", answer.code());
  }

  @Test
  void the_caller_is_whose_key_it_is() throws Exception {
    JsonNode sent =
        call(
            alice.key(),
            "a2a_send_message",
            "{\"recipient_id\":\"%s\",\"subject\":\"s\",\"body\":\"b\"}".formatted(bob.id()));
    assertFalse(sent.path("isError").asBoolean());
    JsonNode inbox = call(bob.key(), "a2a_check_inbox", "{}").path("structuredContent");
    assertEquals(alice.id(), inbox.path("messages").path(0).path("sender_id").asText());
    assertEquals(
        0,
        call(alice.key(), "a2a_check_inbox", "{}")
            .path("structuredContent")
            .path("messages")
            .size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a2a_check_inbox|{\"limitt\":1}|unknown_argument",
        "a2a_check_inbox|{\"limit\":\"1\"}|invalid_argument",
        "a2a_check_inbox|{\"limit\":1.5}|invalid_argument",
        "a2a_get_message|{}|missing_argument",
        "a2a_get_message|{\"message_id\":\"01900000-0000-7000-8000-000000000000\"}|message_not_found",
        "a2a_send_message|{\"recipient_id\":\"a2a_0000000000000000\",\"subject\":\"s\",\"body\":\"b\"}|not_authorized",
        "a2a_revoke_authorization|{\"agent_id\":\"a2a_0000000000000000\"}|authorization_not_found",
        "a2a_chek_inbox|{}|unknown_tool",
        "x|{}|unknown_tool",
        "a2a_whoami|7|invalid_argument",
      })
  void a_refusal_is_a_result_with_its_code(String tool, String arguments, String code)
      throws Exception {
    JsonNode result = call(alice.key(), tool, arguments);
    assertTrue(result.path("isError").asBoolean());
    assertEquals(code, result.at("/_meta/dev.a2a~1problem/code").asText());
    assertTrue(result.path("content").path(0).path("text").asText().startsWith(code + ": "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}]",
        "{\"id\":1,\"method\":\"tools/list\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"tools/list\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
        "{\"jsonrpc\":\"2.0\",\"id\":\"\\ud800\",\"method\":\"tools/list\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":[]}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"a2a_whoami\",\"_meta\":5}}",
      })
  void what_is_not_a_request_gets_a_400_without_a_trace(String body) throws Exception {
    Answer answer = post(alice.key(), body);
    assertEquals(400, answer.status(), answer.response().body());
    assertNoTrace(answer);
    assertEquals(200, post(alice.key(), LIST).status());
  }

  @Test
  void limits_of_size_and_depth_hold_here_too() throws Exception {
    String deep = "[".repeat(20_000) + "]".repeat(20_000);
    Answer nested =
        post(
            alice.key(), "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\",\"params\":" + deep + "}");
    assertEquals("malformed_json", nested.code());
    assertEquals("request_too_large", post(alice.key(), LIST + " ".repeat(1 << 20)).code());
  }

  @Test
  void odd_messages_get_an_answer_without_a_trace() throws Exception {
    for (String body :
        List.of(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"nothing\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":[]}",
            "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"tools/list\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":7}}",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"a2a_whoami\",\"arguments\":7}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/nothing\"}")) {
      Answer answer = post(alice.key(), body);
      assertTrue(answer.status() < 500, body + " " + answer.response().body());
      assertNoTrace(answer);
    }
  }

  @Test
  void methods_types_and_accept_are_checked() throws Exception {
    assertEquals("method_not_allowed", daemon.get("/mcp", alice.key()).code());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(daemon.url() + "/mcp"))
            .header("Authorization", "Bearer " + alice.key())
            .POST(BodyPublishers.ofString(LIST));
    assertEquals("not_acceptable", daemon.send(request.build()).code());
    request.header("Accept", "application/json, text/event-stream");
    assertEquals("unsupported_media_type", daemon.send(request.build()).code());
  }

  private static void assertNoTrace(Answer answer) {
    String body = answer.response().body();
    assertFalse(body.contains("stackTrace"), body);
    assertFalse(body.contains("Exception"), body);
    assertFalse(body.contains("io.modelcontextprotocol"), body);
  }

  private Answer post(@Nullable String key, String body) throws Exception {
    return daemon.post("/mcp", key, body);
  }

  private JsonNode call(@Nullable String key, String tool, String arguments) throws Exception {
    Answer answer = post(key, request(tool, arguments));
    assertEquals(200, answer.status(), answer.response().body());
    return answer.json().path("result");
  }

  private static String request(String tool, String arguments) {
    return """
    {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"%s","arguments":%s}}
    """
        .formatted(tool, arguments);
  }

  private static List<String> names(JsonNode tools) {
    List<String> names = new ArrayList<>();
    tools.forEach(tool -> names.add(tool.path("name").asText()));
    return names;
  }
}
