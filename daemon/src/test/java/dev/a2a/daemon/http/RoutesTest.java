package dev.a2a.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.daemon.RunningDaemon;
import dev.a2a.daemon.RunningDaemon.Answer;
import dev.a2a.daemon.RunningDaemon.Someone;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesTest {
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
  void registering_answers_201_with_id_key_and_name() throws Exception {
    Answer answer = daemon.post("/v1/agents", null, "{\"name\":\"carol\"}");
    assertEquals(201, answer.status());
    assertEquals("carol", answer.json().path("name").asText());
    assertTrue(answer.json().path("api_key").asText().startsWith("a2a_sk_"));
    assertEquals("no-store", answer.header("Cache-Control"));
  }

  @Test
  void a_message_goes_from_door_to_door() throws Exception {
    Someone carol = daemon.register("carol");
    Someone dave = daemon.register("dave");
    assertEquals(
        201,
        daemon
            .post("/v1/authorizations", dave.key(), "{\"agent_id\":\"" + carol.id() + "\"}")
            .status());
    Answer sent = daemon.post("/v1/messages", carol.key(), message(dave, "\"x\""));
    assertEquals(202, sent.status());
    String id = sent.json().path("message_id").asText();
    assertEquals("queued", sent.json().path("status").asText());

    JsonNode inbox = daemon.get("/v1/inbox?unread_only=true&limit=5", dave.key()).json();
    assertEquals(1, inbox.path("unread_count").asInt());
    assertEquals(id, inbox.path("messages").path(0).path("id").asText());
    assertEquals("x", daemon.get("/v1/messages/" + id, dave.key()).json().path("body").asText());

    JsonNode marked =
        daemon.post("/v1/inbox/read", dave.key(), "{\"message_id\":\"" + id + "\"}").json();
    assertEquals(1, marked.path("marked").asInt());
    assertEquals(0, marked.path("unread_count").asInt());
    assertEquals(0, daemon.get("/v1/inbox", dave.key()).json().path("messages").size());

    JsonNode conversations = daemon.get("/v1/conversations", dave.key()).json();
    assertEquals(carol.id(), conversations.path("conversations").path(0).path("peer_id").asText());
    JsonNode conversation =
        daemon.get("/v1/conversations/" + carol.id() + "?limit=1", dave.key()).json();
    assertEquals(id, conversation.path("messages").path(0).path("id").asText());

    assertEquals(
        carol.id(),
        daemon
            .get("/v1/authorizations", dave.key())
            .json()
            .path("authorizations")
            .path(0)
            .path("agent_id")
            .asText());
    assertTrue(
        daemon
            .get("/v1/agents", carol.key())
            .json()
            .path("agents")
            .path(0)
            .path("you_may_write")
            .asBoolean());
    assertEquals(
        200, daemon.ask("DELETE", "/v1/authorizations/" + carol.id(), dave.key(), null).status());
    assertEquals(403, daemon.post("/v1/messages", carol.key(), message(dave, "\"y\"")).status());
  }

  @Test
  void me_is_who_the_key_says() throws Exception {
    JsonNode me = daemon.get("/v1/me", alice.key()).json();
    assertEquals(alice.id(), me.path("agent_id").asText());
    assertEquals("test", me.path("server_version").asText());
    assertTrue(me.path("created_at").asText().matches("\\d{4}-\\d\\d-\\d\\dT.*\\.\\d{3}Z"));
  }

  @Test
  void a_tool_called_over_rest_answers_as_mcp_does() throws Exception {
    JsonNode result = daemon.post("/v1/tools/a2a_whoami", alice.key(), "{}").json();
    assertFalse(result.path("isError").asBoolean(true));
    assertEquals(alice.id(), result.path("structuredContent").path("agent_id").asText());
    assertTrue(result.path("content").path(0).path("text").asText().contains(alice.id()));
  }

  @Test
  void a_tool_that_registers_shows_a_claim_and_no_key() throws Exception {
    Answer answer = daemon.post("/v1/tools/a2a_register", null, "{\"name\":\"eve\"}");
    assertFalse(answer.response().body().contains("a2a_sk_"));
    JsonNode made = answer.json().path("structuredContent");
    Answer redeemed =
        daemon.post("/v1/claims", null, "{\"claim\":\"" + made.path("claim").asText() + "\"}");
    assertEquals(200, redeemed.status());
    assertEquals(made.path("agent_id"), redeemed.json().path("agent_id"));
    assertEquals(200, daemon.get("/v1/me", redeemed.json().path("api_key").asText()).status());
    assertEquals(
        "invalid_claim",
        daemon
            .post("/v1/claims", null, "{\"claim\":\"" + made.path("claim").asText() + "\"}")
            .code());
  }

  @Test
  void health_readiness_and_openapi_need_no_key() throws Exception {
    assertEquals("ok", daemon.get("/healthz", null).json().path("status").asText());
    assertEquals("ready", daemon.get("/readyz", null).json().path("status").asText());
    assertEquals("3.1.0", daemon.get("/openapi.json", null).json().path("openapi").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/me",
    "GET, /v1/agents",
    "POST, /v1/messages",
    "GET, /v1/messages/01900000-0000-7000-8000-000000000000",
    "GET, /v1/inbox",
    "POST, /v1/inbox/read",
    "GET, /v1/conversations",
    "GET, /v1/conversations/a2a_0123456789abcdef",
    "GET, /v1/authorizations",
    "POST, /v1/authorizations",
    "DELETE, /v1/authorizations/a2a_0123456789abcdef",
    "POST, /v1/blocks",
    "DELETE, /v1/blocks/a2a_0123456789abcdef",
    "POST, /v1/aliases",
    "GET, /v1/aliases",
    "POST, /v1/invites",
    "POST, /v1/invites/accept",
    "GET, /v1/invites",
    "DELETE, /v1/invites/01900000-0000-7000-8000-000000000000",
    "GET, /v1/approvals",
    "POST, /v1/approvals/01900000-0000-7000-8000-000000000000",
    "POST, /v1/tools/a2a_check_inbox",
  })
  void without_a_key_there_is_only_a_401(String method, String path) throws Exception {
    String body = method.equals("POST") ? "{}" : null;
    Answer none = daemon.ask(method, path, null, body);
    assertEquals(401, none.status());
    assertEquals("unauthenticated", none.code());
    assertEquals("Bearer", none.header("WWW-Authenticate"));
    Answer wrong = daemon.ask(method, path, "a2a_sk_wrong", body);
    assertEquals(401, wrong.status());
    assertEquals("invalid_key", wrong.code());
  }

  @Test
  void a_key_in_the_address_is_not_a_key() throws Exception {
    assertEquals(401, daemon.get("/v1/me?api_key=" + alice.key(), null).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                      | malformed_json",
        "[]                                     | malformed_json",
        "{\"recipient_id\":1,\"subject\":\"s\",\"body\":\"b\"} | invalid_argument",
        "{\"recipient_id\":\"bob\",\"subject\":\"s\",\"body\":\"b\"} | invalid_argument",
        "{\"subject\":\"s\",\"body\":\"b\"}     | missing_argument",
        "{\"recipient\":\"x\"}                  | unknown_argument",
        "{\"subject\":\"s\",\"subject\":\"t\"}  | malformed_json",
        "{\"recipient_id\":\"BOB\",\"subject\":\"\",\"body\":\"b\"} | invalid_argument",
        "{\"recipient_id\":\"BOB\",\"subject\":\"a\\nb\",\"body\":\"b\"} | invalid_argument",
        "{\"recipient_id\":\"BOB\",\"subject\":\"s\",\"body\":\"a\\u0000b\"} | invalid_argument",
        "{\"recipient_id\":\"BOB\",\"subject\":\"s\",\"body\":\"a\\ud800b\"} | invalid_argument",
        "{\"recipient_id\":\"BOB\",\"subject\":\"s\",\"body\":[\"b\"]} | invalid_argument",
        "{\"recipient_id\":\"BOB\",\"subject\":\"s\",\"body\":\"b\",\"reply_to_id\":\"x\"} |"
            + " invalid_argument",
        "{\"recipient_id\":\"BOB\",\"subject\":\"s\",\"body\":\"b\",\"idempotency_key\":\"a b\"} |"
            + " invalid_argument",
        "{\"recipient_id\":\"BOB\",\"subject\":\"s\",\"body\":\"b\"} extra | malformed_json",
        "{\"recipient_id\":\"BOB\",\"subject\":\"s\",\"body\":NaN} | malformed_json",
      })
  void bad_input_is_named_and_the_connection_goes_on(String json, String code) throws Exception {
    Answer answer = daemon.post("/v1/messages", alice.key(), json.replace("BOB", bob.id()));
    assertEquals(400, answer.status());
    assertEquals(code, answer.code());
    assertEquals("application/problem+json", answer.header("Content-Type"));
    assertFalse(answer.response().body().contains("Exception"), answer.response().body());
    assertEquals(200, daemon.get("/v1/me", alice.key()).status());
  }

  @Test
  void a_mistyped_argument_is_guessed() throws Exception {
    Answer answer = daemon.post("/v1/messages", alice.key(), "{\"recipent_id\":\"x\"}");
    assertTrue(answer.json().path("detail").asText().contains("Did you mean \"recipient_id\"?"));
    Answer query = daemon.get("/v1/inbox?unread=true", alice.key());
    assertEquals("unknown_argument", query.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "limit=1&limit=2", "unread_only=1"})
  void bad_queries_are_refused(String query) throws Exception {
    assertEquals("invalid_argument", daemon.get("/v1/inbox?" + query, alice.key()).code());
  }

  @Test
  void nesting_and_long_subjects_are_refused() throws Exception {
    String deep = "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000);
    assertEquals("malformed_json", daemon.post("/v1/messages", alice.key(), deep).code());
    String subject = "s".repeat(201);
    String json =
        "{\"recipient_id\":\"%s\",\"subject\":\"%s\",\"body\":\"b\"}".formatted(bob.id(), subject);
    assertEquals("invalid_argument", daemon.post("/v1/messages", alice.key(), json).code());
  }

  @Test
  void large_requests_are_refused_by_length_and_by_counting() throws Exception {
    String large = message(bob, "\"" + "x".repeat(1 << 20) + "\"");
    Answer byLength = daemon.post("/v1/messages", alice.key(), large);
    assertEquals(413, byLength.status());
    assertEquals("request_too_large", byLength.code());
    HttpRequest chunked =
        HttpRequest.newBuilder(URI.create(daemon.url() + "/v1/messages"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + alice.key())
            .POST(
                BodyPublishers.fromPublisher(
                    BodyPublishers.ofString(large))) // Of no known length, so it is chunked.
            .build();
    assertEquals("request_too_large", daemon.send(chunked).code());
    Answer body = daemon.post("/v1/messages", alice.key(), message(bob, text(65_537)));
    assertEquals(413, body.status());
    assertEquals("body_too_large", body.code());
    assertEquals(
        202, daemon.post("/v1/messages", alice.key(), message(bob, text(65_536))).status());
  }

  @Test
  void only_json_is_read() throws Exception {
    HttpRequest form =
        HttpRequest.newBuilder(URI.create(daemon.url() + "/v1/agents"))
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("{\"name\":\"zoe\"}"))
            .build();
    assertEquals("unsupported_media_type", daemon.send(form).code());
    HttpRequest zipped =
        HttpRequest.newBuilder(URI.create(daemon.url() + "/v1/agents"))
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofString("{\"name\":\"zoe\"}"))
            .build();
    assertEquals("unsupported_media_type", daemon.send(zipped).code());
  }

  @Test
  void unknown_and_foreign_ids_get_the_same_answer() throws Exception {
    String id = daemon.send(alice, bob, "for bob");
    Someone zoe = daemon.register("zoe");
    Answer foreign = daemon.get("/v1/messages/" + id, zoe.key());
    Answer unknown = daemon.get("/v1/messages/01900000-0000-7000-8000-000000000000", zoe.key());
    assertEquals(404, foreign.status());
    assertEquals(unknown.response().body(), foreign.response().body());
    Answer noGrant = daemon.post("/v1/messages", zoe.key(), message(bob, "\"x\""));
    Answer nobody =
        daemon.post(
            "/v1/messages", zoe.key(), message(new Someone("a2a_0000000000000000", ""), "\"x\""));
    assertEquals(403, noGrant.status());
    assertEquals(nobody.response().body(), noGrant.response().body());
    assertEquals(
        "authorization_not_found",
        daemon.ask("DELETE", "/v1/authorizations/" + bob.id(), zoe.key(), null).code());
    assertEquals(
        "self_authorization",
        daemon.post("/v1/authorizations", zoe.key(), "{\"agent_id\":\"" + zoe.id() + "\"}").code());
  }

  @Test
  void an_idempotency_key_with_another_payload_is_a_422() throws Exception {
    String first = message(bob, "\"one\"").replace("}", ",\"idempotency_key\":\"k1\"}");
    assertEquals(202, daemon.post("/v1/messages", alice.key(), first).status());
    Answer other = daemon.post("/v1/messages", alice.key(), first.replace("\"one\"", "\"two\""));
    assertEquals(422, other.status());
    assertEquals("idempotency_conflict", other.code());
  }

  @Test
  void unknown_addresses_methods_and_tools_are_named() throws Exception {
    assertEquals("no_such_route", daemon.get("/v1/nothing", alice.key()).code());
    Answer method = daemon.ask("PUT", "/v1/me", alice.key(), "{}");
    assertEquals(405, method.status());
    assertEquals("method_not_allowed", method.code());
    assertEquals("GET", method.header("Allow"));
    Answer tool = daemon.post("/v1/tools/a2a_chek_inbox", alice.key(), "{}");
    assertEquals("unknown_tool", tool.code());
    assertTrue(tool.json().path("detail").asText().contains("a2a_check_inbox"));
  }

  @Test
  void other_host_names_and_origins_are_refused() throws Exception {
    String hostile =
        daemon.raw("GET /v1/me HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assertTrue(hostile.startsWith("HTTP/1.1 421"), hostile);
    assertTrue(hostile.contains("host_not_allowed"));
    assertTrue(
        daemon
            .raw(
                "GET /healthz HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n"
                    .formatted(daemon.port()))
            .startsWith("HTTP/1.1 200"));
    for (String origin : new String[] {"https://evil.example", "null", "http://127.0.0.1"}) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(daemon.url() + "/healthz"))
              .header("Origin", origin)
              .build();
      assertEquals("origin_not_allowed", daemon.send(request).code(), origin);
    }
    HttpRequest own =
        HttpRequest.newBuilder(URI.create(daemon.url() + "/healthz"))
            .header("Origin", daemon.url())
            .build();
    Answer answer = daemon.send(own);
    assertEquals(200, answer.status());
    assertEquals("", answer.header("Access-Control-Allow-Origin"));
  }

  @Test
  void closed_registration_and_further_hosts_are_the_operators_choice(@TempDir Path other)
      throws Exception {
    Map<String, String> env =
        Map.of("A2A_REGISTRATION", "closed", "A2A_ALLOWED_HOSTS", "mail.example.com");
    try (RunningDaemon closed = RunningDaemon.in(other, env)) {
      Answer answer = closed.post("/v1/agents", null, "{\"name\":\"zoe\"}");
      assertEquals(403, answer.status());
      assertEquals("registration_closed", answer.code());
      assertTrue(
          closed
              .raw("GET /healthz HTTP/1.1\r\nHost: mail.example.com\r\nConnection: close\r\n\r\n")
              .startsWith("HTTP/1.1 200"));
    }
  }

  private static String text(int bytes) {
    return "\"" + "x".repeat(bytes) + "\"";
  }

  private static String message(Someone to, String body) {
    return "{\"recipient_id\":\"%s\",\"subject\":\"hello\",\"body\":%s}".formatted(to.id(), body);
  }
}
