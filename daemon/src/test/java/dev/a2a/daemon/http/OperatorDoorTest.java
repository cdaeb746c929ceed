package dev.a2a.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.daemon.RunningDaemon;
import dev.a2a.daemon.RunningDaemon.Answer;
import dev.a2a.daemon.RunningDaemon.Someone;
import dev.a2a.shared.api.LinkedAuditLog;
import dev.a2a.shared.api.OperatorKey;
import dev.a2a.shared.audit.LinkCheck;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
class OperatorDoorTest {
  @TempDir static Path folder;
  private RunningDaemon daemon;
  private String operator;
  private Someone alice;
  private Someone bob;

  @BeforeAll
  void start() throws Exception {
    daemon = RunningDaemon.in(folder);
    operator = Files.readString(folder.resolve("data/operator.key")).strip();
    alice = daemon.register("alice");
    bob = daemon.register("bob");
    daemon.authorize(bob, alice);
    daemon.send(alice, bob, "a body that no operator sees here");
  }

  @AfterAll
  void stop() throws IOException {
    daemon.close();
  }

  @Test
  void the_key_is_in_a_file_for_its_owner_alone_and_stays_the_same(@TempDir Path other)
      throws Exception {
    Path file = other.resolve("data/operator.key");
    RunningDaemon.in(other).close();
    String key = Files.readString(file);
    RunningDaemon.in(other).close();

    assertEquals(key, Files.readString(file));
    assertTrue(key.startsWith("a2a_ak_"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    Files.delete(file);
    RunningDaemon.in(other).close();
    assertFalse(Files.readString(file).equals(key));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/operator/agents",
    "GET, /v1/operator/stats",
    "GET, /v1/operator/audit",
    "POST, /v1/operator/disabled",
    "POST, /v1/operator/invites",
    "DELETE, /v1/operator/disabled/a2a_0123456789abcdef",
  })
  void nobody_but_the_operator_gets_in(String method, String path) throws Exception {
    String body = method.equals("POST") ? "{" : null; // Not even what is wrong is told.
    String foreign = OperatorKey.random(new SecureRandom()).reveal();
    for (@Nullable String key :
        new @Nullable String[] {null, alice.key(), foreign, "a2a_ak_wrong", ""}) {
      Answer answer = daemon.ask(method, path, key, body);
      assertEquals(401, answer.status(), String.valueOf(key));
      assertEquals("operator_only", answer.code());
      assertEquals("Bearer", answer.header("WWW-Authenticate"));
    }
  }

  @Test
  void the_operators_key_is_no_agents() throws Exception {
    assertEquals("invalid_key", daemon.get("/v1/me", operator).code());
    assertEquals("invalid_key", daemon.get("/v1/inbox", operator).code());
  }

  @Test
  void agents_are_listed_with_numbers_and_without_mail() throws Exception {
    Answer answer = daemon.get("/v1/operator/agents?limit=100", operator);
    assertFalse(answer.response().body().contains("no operator sees"));
    JsonNode found = byId(answer.json().path("agents"), bob.id());
    assertEquals("bob", found.path("name").asText());
    assertEquals(1, found.path("unread_count").asInt());
    assertEquals(1, found.path("messages_held").asInt());
    assertFalse(found.has("disabled_at"));
    JsonNode first = daemon.get("/v1/operator/agents?limit=1", operator).json();
    assertTrue(first.path("has_more").asBoolean());
    JsonNode second =
        daemon
            .get("/v1/operator/agents?limit=1&cursor=" + first.path("cursor").asText(), operator)
            .json();
    assertFalse(first.path("agents").equals(second.path("agents")));
  }

  @Test
  void a_disabled_agent_does_nothing_and_hears_why_and_nobody_else_does() throws Exception {
    Someone carol = daemon.register("carol");
    Someone dave = daemon.register("dave");
    daemon.authorize(carol, dave);
    daemon.authorize(dave, carol);
    String toDave =
        "{\"recipient_id\":\"%s\",\"subject\":\"s\",\"body\":\"b\"}".formatted(dave.id());
    String toCarol = toDave.replace(dave.id(), carol.id());
    assertEquals(202, daemon.post("/v1/messages", carol.key(), toDave).status());
    String agent = "{\"agent_id\":\"" + carol.id() + "\"}";

    Answer disabled = daemon.post("/v1/operator/disabled", operator, agent);
    assertTrue(disabled.json().path("disabled").asBoolean());
    assertEquals(200, daemon.post("/v1/operator/disabled", operator, agent).status());
    for (String path : List.of("/v1/me", "/v1/inbox", "/v1/audit")) {
      Answer refused = daemon.get(path, carol.key());
      assertEquals(403, refused.status());
      assertEquals("agent_disabled", refused.code());
    }
    assertEquals("agent_disabled", daemon.post("/v1/messages", carol.key(), toDave).code());
    assertEquals("agent_disabled", daemon.post("/mcp", carol.key(), "{}").code());
    Answer toDisabled = daemon.post("/v1/messages", dave.key(), toCarol);
    Answer toNobody =
        daemon.post("/v1/messages", dave.key(), toDave.replace(dave.id(), "a2a_0000000000000000"));
    assertEquals(403, toDisabled.status());
    assertEquals(toNobody.response().body(), toDisabled.response().body());
    JsonNode listed = daemon.get("/v1/operator/agents?limit=100", operator).json().path("agents");
    assertTrue(byId(listed, carol.id()).has("disabled_at"));

    assertEquals(
        200, daemon.ask("DELETE", "/v1/operator/disabled/" + carol.id(), operator, null).status());
    assertEquals(202, daemon.post("/v1/messages", carol.key(), toDave).status());
    assertEquals(202, daemon.post("/v1/messages", dave.key(), toCarol).status());
    assertEquals(
        List.of("message_sent", "agent_enabled", "agent_disabled", "message_sent"),
        daemon
            .get("/v1/audit?limit=4", carol.key())
            .json()
            .path("entries")
            .findValuesAsText("kind"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|/v1/operator/disabled|{}|400|missing_argument",
        "POST|/v1/operator/disabled|{\"agent_id\":\"bob\"}|400|invalid_argument",
        "POST|/v1/operator/disabled|{\"agent_id\":\"a2a_0000000000000000\"}|404|agent_not_found",
        "POST|/v1/operator/disabled|{\"agent\":\"x\"}|400|unknown_argument",
        "POST|/v1/operator/disabled|[|400|malformed_json",
        "POST|/v1/operator/invites|{\"uses\":0}|400|invalid_argument",
        "POST|/v1/operator/invites|{\"uses\":1001}|400|invalid_argument",
        "POST|/v1/operator/invites|{\"uses\":\"1\"}|400|invalid_argument",
        "DELETE|/v1/operator/disabled/bob||400|invalid_argument",
        "DELETE|/v1/operator/disabled/a2a_0000000000000000||404|agent_not_found",
        "GET|/v1/operator/agents?limit=101||400|invalid_argument",
        "GET|/v1/operator/agents?limt=1||400|unknown_argument",
        "GET|/v1/operator/audit?limit=1001||400|invalid_argument",
        "GET|/v1/operator/audit?cursor=!||400|invalid_argument",
        "GET|/v1/operator/stats?x=1||400|unknown_argument",
        "PUT|/v1/operator/stats|{}|405|method_not_allowed",
        "GET|/v1/operator/nothing||404|no_such_route",
      })
  void bad_input_is_named(String method, String path, String body, int status, String code)
      throws Exception {
    Answer answer = daemon.ask(method, path, operator, body);
    assertEquals(status, answer.status(), answer.response().body());
    assertEquals(code, answer.code());
  }

  @Test
  void stats_tell_how_the_daemon_is() throws Exception {
    JsonNode stats = daemon.get("/v1/operator/stats", operator).json();
    assertTrue(stats.path("agents").asInt() >= 2);
    assertTrue(stats.path("messages").asInt() >= 1);
    assertTrue(stats.path("database_bytes").asLong() > 0);
    assertTrue(stats.path("disk_free_bytes").asLong() > 0);
    assertEquals("test", stats.path("server_version").asText());
  }

  @Test
  void the_log_of_all_agents_holds_page_by_page() throws Exception {
    LinkCheck check = new LinkCheck(Optional.empty());
    String cursor = "";
    do {
      LinkedAuditLog page =
          Json.answers()
              .readValue(
                  daemon.get("/v1/operator/audit?limit=2" + cursor, operator).response().body(),
                  LinkedAuditLog.class);
      page.entries().forEach(check::take);
      cursor = page.cursor() == null ? "" : "&cursor=" + page.cursor();
    } while (!cursor.isEmpty());
    assertEquals(Optional.empty(), check.fault());
    assertTrue(check.chains() >= 2);
  }

  @Test
  void an_agent_sees_its_own_log_and_nobody_elses() throws Exception {
    JsonNode own = daemon.get("/v1/audit", alice.key()).json().path("entries");
    assertEquals(
        List.of("message_sent", "key_made", "agent_registered"), own.findValuesAsText("kind"));
    own.forEach(entry -> assertEquals(alice.id(), entry.path("agent_id").asText()));
    assertEquals("unauthenticated", daemon.get("/v1/audit", null).code());
    assertEquals("invalid_argument", daemon.get("/v1/audit?limit=0", alice.key()).code());
    assertEquals("unknown_argument", daemon.get("/v1/audit?agent_id=x", alice.key()).code());
  }

  @Test
  void by_invite_one_code_makes_as_many_agents_as_it_says(@TempDir Path other) throws Exception {
    try (RunningDaemon inviting = RunningDaemon.in(other, Map.of("A2A_REGISTRATION", "invite"))) {
      String key = Files.readString(other.resolve("data/operator.key")).strip();
      assertEquals("invite_required", register(inviting, null).code());
      assertEquals(403, register(inviting, "a2a_join_0").status());

      Answer made = inviting.post("/v1/operator/invites", key, "{\"uses\":2}");
      assertEquals(201, made.status());
      String code = made.json().path("code").asText();
      assertEquals(201, register(inviting, code).status());
      Answer tool =
          inviting.post(
              "/v1/tools/a2a_register",
              null,
              "{\"name\":\"bob\",\"invite_code\":\"" + code + "\"}");
      assertEquals(200, tool.status());
      assertEquals("invite_required", register(inviting, code).code());
      String log = inviting.get("/v1/operator/audit", key).response().body();
      assertTrue(log.contains(made.json().path("invite_id").asText()));
      assertFalse(log.contains(code));

      JsonNode listed =
          inviting
              .post("/mcp", null, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}")
              .json()
              .at("/result/tools");
      assertEquals(1, listed.size());
      assertEquals("a2a_register", listed.path(0).path("name").asText());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded: for=203.0.113.7",
        "X-Forwarded-For: 203.0.113.7",
        "X-Forwarded-For: 127.0.0.1",
        "X-Forwarded-Proto: https",
        "X-Real-IP: 203.0.113.7",
        "Via: 1.1 proxy",
        "Authorization: Bearer x",
        "Authorization: Basic eDp5",
      })
  void metrics_ask_for_the_key_where_a_proxy_may_speak_for_somebody(String header)
      throws Exception {
    String[] parts = header.split(": ", 2);
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(daemon.url() + "/metrics"));
    assertEquals(200, daemon.send(request.build()).status()); // The control.
    assertEquals("operator_only", daemon.send(request.header(parts[0], parts[1]).build()).code());
  }

  @Test
  void metrics_ask_for_the_key_under_a_public_name(@TempDir Path other) throws Exception {
    try (RunningDaemon hosted =
        RunningDaemon.in(other, Map.of("A2A_ALLOWED_HOSTS", "mail.example.com"))) {
      String get = "GET /metrics HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s\r\n";
      assertTrue(hosted.raw(get.formatted("mail.example.com", "")).contains("operator_only"));
      assertTrue(
          hosted.raw(get.formatted("localhost:" + hosted.port(), "")).startsWith("HTTP/1.1 200"));
      String key = Files.readString(other.resolve("data/operator.key")).strip();
      assertTrue(
          hosted
              .raw(get.formatted("mail.example.com", "Authorization: Bearer " + key + "\r\n"))
              .startsWith("HTTP/1.1 200"));
    }
  }

  private static Answer register(RunningDaemon daemon, @Nullable String code) throws Exception {
    return daemon.post(
        "/v1/agents",
        null,
        code == null ? "{\"name\":\"a\"}" : "{\"name\":\"a\",\"invite_code\":\"" + code + "\"}");
  }

  private static JsonNode byId(JsonNode agents, String id) {
    for (JsonNode agent : agents) {
      if (agent.path("agent_id").asText().equals(id)) {
        return agent;
      }
    }
    throw new AssertionError(id + " is not in " + agents);
  }
}
