package dev.a2a.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.daemon.RunningDaemon.Answer;
import dev.a2a.daemon.RunningDaemon.Someone;
import dev.a2a.daemon.http.Activity;
import dev.a2a.daemon.http.HttpServer;
import dev.a2a.daemon.http.HttpServer.Door;
import dev.a2a.daemon.http.Routes;
import dev.a2a.daemon.mcp.McpEndpoint;
import dev.a2a.daemon.operation.Operation;
import dev.a2a.daemon.operation.Route;
import dev.a2a.daemon.operation.Tool;
import dev.a2a.daemon.operation.Tool.Hints;
import dev.a2a.daemon.operation.Tools;
import dev.a2a.shared.api.Nothing;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The three doors say the same, whatever is behind them.
class DoorsTest {
  private static final String MCP_CALL =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\","
          + "\"params\":{\"name\":\"%s\",\"arguments\":%s}}";

  @TempDir Path folder;

  @Test
  void every_tool_answers_at_both_of_its_doors() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.in(folder)) {
      Someone alice = daemon.register("alice");
      Someone bob = daemon.register("bob");
      daemon.authorize(bob, alice);
      String id = daemon.send(alice, bob, "x");
      String peer = "{\"agent_id\":\"" + alice.id() + "\"}";
      String code = daemon.post("/v1/invites", alice.key(), "{}").json().path("code").asText();
      Map<String, String> calls =
          Map.ofEntries(
              Map.entry("a2a_register", "{\"name\":\"carol\"}"),
              Map.entry("a2a_whoami", "{}"),
              Map.entry("a2a_list_agents", "{}"),
              Map.entry("a2a_rotate_api_key", "{\"overlap_hours\":1}"),
              Map.entry("a2a_authorize_agent", peer),
              Map.entry("a2a_create_invite", "{\"reason\":\"a friend\"}"),
              Map.entry("a2a_accept_invite", "{\"code\":\"" + code + "\"}"),
              Map.entry("a2a_list_authorizations", "{\"direction\":\"granted\"}"),
              Map.entry("a2a_check_inbox", "{\"limit\":5}"),
              Map.entry("a2a_get_message", "{\"message_id\":\"" + id + "\"}"),
              Map.entry("a2a_get_message_status", "{\"message_id\":\"" + id + "\",\"wait\":0}"),
              Map.entry(
                  "a2a_set_capabilities", "{\"capabilities\":[{\"id\":\"x\",\"title\":\"X\"}]}"),
              Map.entry("a2a_get_agent_capabilities", "{\"agent_id\":\"" + bob.id() + "\"}"),
              Map.entry("a2a_mark_read", "{\"message_id\":\"" + id + "\"}"),
              Map.entry("a2a_list_conversations", "{}"),
              Map.entry("a2a_search_messages", "{\"query\":\"hello\"}"),
              Map.entry("a2a_get_conversation", "{\"peer_id\":\"" + alice.id() + "\"}"));
      for (Map.Entry<String, String> call : calls.entrySet()) {
        assertAnswers(daemon, bob.key(), call.getKey(), call.getValue());
      }
      assertAnswers(
          daemon,
          alice.key(),
          "a2a_send_message",
          "{\"recipient_id\":\"" + bob.id() + "\",\"subject\":\"s\",\"body\":\"b\"}");
      daemon.post("/v1/tools/a2a_revoke_authorization", bob.key(), peer);
      daemon.authorize(bob, alice);
      Answer revoked =
          daemon.post("/mcp", bob.key(), MCP_CALL.formatted("a2a_revoke_authorization", peer));
      assertFalse(revoked.json().path("result").path("isError").asBoolean(true));
      TreeSet<String> called = new TreeSet<>(calls.keySet());
      called.addAll(List.of("a2a_send_message", "a2a_revoke_authorization"));
      JsonNode file =
          Json.answers().readTree(DoorsTest.class.getResourceAsStream("/dev/a2a/tools.json"));
      TreeSet<String> listed = new TreeSet<>();
      file.path("tools").forEach(tool -> listed.add(tool.path("name").asText()));
      assertEquals(listed, called);
    }
  }

  static Stream<Problem> whatTheInsideRefuses() {
    return Stream.of(
        new Problem.InvalidArgument("x", "must be a string"),
        new Problem.BodyTooLarge(2, 1),
        new Problem.Unauthenticated(),
        new Problem.RegistrationClosed(),
        new Problem.InvalidClaim(),
        new Problem.NotAuthorized(),
        new Problem.RateLimited("messages", 7),
        new Problem.OnlyKey(),
        new Problem.MessageNotFound(),
        new Problem.AuthorizationNotFound(),
        new Problem.SelfAuthorization(),
        new Problem.BlockNotFound(),
        new Problem.AliasTaken(),
        new Problem.UnknownScope("notfy"),
        new Problem.InvalidInvite(),
        new Problem.OwnInvite(),
        new Problem.InviteNotFound(),
        new Problem.TooManyInvites(100),
        new Problem.ApprovalNotFound(),
        new Problem.ApprovalDecided(),
        new Problem.TooManyApprovals(20),
        new Problem.IdempotencyConflict(),
        new Problem.InboxFull(),
        new Problem.InboxShareFull(),
        new Problem.ConversationPaused("a2a_0123456789abcdef"),
        new Problem.InvalidExpiry("must be in the future", Instant.EPOCH),
        new Problem.UnknownAgent(),
        new Problem.StorageFull(),
        new Problem.StorageFailed(),
        new Problem.DamagedMessage(),
        new Problem.Busy(),
        new Problem.ShuttingDown());
  }

  @ParameterizedTest
  @MethodSource("whatTheInsideRefuses")
  void a_refusal_is_the_same_at_every_door(Problem problem) throws Exception {
    Operation<Nothing, Nothing> refusing =
        new Operation<>(
            Optional.of(
                new Tool("a2a_whoami", "t", "t", new Hints(true, false, true, false), false)),
            new Route("POST", "/v1/refuse", 200),
            Nothing.class,
            Nothing.class,
            true,
            (_, _) -> {
              throw new Refusal(problem);
            });
    try (Parts parts = Parts.in(folder);
        HttpClient http = HttpClient.newHttpClient()) {
      Tools tools = new Tools(List.of(refusing));
      Routes routes = new Routes(parts.callers(), List.of(refusing), tools);
      McpEndpoint endpoint = new McpEndpoint(parts.callers(), true, tools, false, "test");
      Door mcp = new Door("POST", "/mcp", endpoint);
      try (HttpServer server =
          HttpServer.start(
              "127.0.0.1",
              0,
              List.of(),
              routes,
              List.of(mcp),
              new Activity(System::nanoTime),
              (_, _, _, _, _) -> {})) {
        String url = "http://127.0.0.1:" + server.port();
        for (String path : List.of("/v1/refuse", "/v1/tools/a2a_whoami")) {
          HttpResponse<String> answer = post(http, url + path, "{}");
          assertEquals(problem.status(), answer.statusCode());
          assertSame(problem, Json.answers().readTree(answer.body()));
        }
        JsonNode result =
            Json.answers()
                .readTree(post(http, url + "/mcp", MCP_CALL.formatted("a2a_whoami", "{}")).body())
                .path("result");
        assertTrue(result.path("isError").asBoolean());
        assertSame(problem, result.at("/_meta/dev.a2a~1problem"));
      }
    }
  }

  private static void assertSame(Problem problem, JsonNode said) {
    assertEquals(problem.code(), said.path("code").asText());
    assertEquals(problem.detail(), said.path("detail").asText());
    assertEquals(problem.retryAfter().orElse(0L), said.path("retry_after").asLong());
    assertEquals(problem.retryAfter().isPresent(), said.has("retry_after"));
  }

  private static void assertAnswers(RunningDaemon daemon, String key, String tool, String arguments)
      throws Exception {
    JsonNode rest = daemon.post("/v1/tools/" + tool, key, arguments).json();
    assertFalse(rest.path("isError").asBoolean(true), () -> tool + ": " + rest);
    JsonNode mcp = daemon.post("/mcp", key, MCP_CALL.formatted(tool, arguments)).json();
    assertFalse(mcp.path("result").path("isError").asBoolean(true), () -> tool + ": " + mcp);
    assertTrue(mcp.path("result").path("structuredContent").isObject());
  }

  private static HttpResponse<String> post(HttpClient http, String url, String json)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(BodyPublishers.ofString(json))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
