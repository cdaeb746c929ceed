package dev.a2a.bridge.mcp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.a2a.shared.home.Setting;
import dev.a2a.shared.home.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A host that can ask its person, through a whole bridge, with a daemon behind real HTTP.
@DisplayNameGeneration(ReplaceUnderscores.class)
class PersonTest {
  private static final String ID = "0190163d-8694-739b-aea5-966c26f8ad91";
  private static final String PENDING =
      pending(
          """
          {"status":"pending","approval_id":"%s","question":"Let zoe\\u202e in?",
           "reason":"she asked","expires_at":"2026-01-31T12:00:00.000Z","next":"Ask your user."}\
          """
              .formatted(ID));
  private static final String APPROVED =
      """
      {"approval_id":"%s","decision":"approve","tool":"a2a_any","question":"Let zoe in?",
       "result":{"agent_id":"a2a_0000000000000b0b","scopes":["message"],"name":"z\\u202ee"}}\
      """
          .formatted(ID);
  private static final String DENIED =
      APPROVED.replace("\"approve\"", "\"deny\"").replaceAll(",\\s*\"result\":.*}}", "}");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private FakeDaemon daemon;
  private Host host;

  @BeforeEach
  void start() throws Exception {
    daemon = new FakeDaemon();
    daemon.answer(200, PENDING);
    host = host(Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    host.close();
    daemon.close();
  }

  @Test
  void what_is_approved_in_the_form_is_done_and_its_result_is_the_tools() throws Exception {
    greet("{\"elicitation\":{\"form\":{}}}");
    JsonNode asked = askedBy("a2a_any");
    daemon.answer(200, APPROVED);
    answer(asked, "{\"action\":\"accept\",\"content\":{\"decision\":\"approve\"}}");
    JsonNode result = host.next().path("result");

    assertFalse(result.path("isError").asBoolean(), result::toString);
    assertEquals("a2a_0000000000000b0b", result.at("/structuredContent/agent_id").asText());
    assertEquals(
        result.path("structuredContent"), JSON.readTree(result.at("/content/0/text").asText()));
    assertFalse(result.at("/content/0/text").asText().contains("\u202e"), "a name cannot act");
    assertEquals("/v1/tools/a2a_any", daemon.take().getTarget());
    RecordedRequest decision = daemon.take();
    assertEquals("POST /v1/approvals/" + ID, decision.getMethod() + " " + decision.getTarget());
    assertEquals(
        "{\"approval_id\":\"" + ID + "\",\"decision\":\"approve\"}", FakeDaemon.body(decision));
  }

  @Test
  void the_form_shows_question_and_reason_escaped_and_wants_a_clear_word() throws Exception {
    greet("{\"elicitation\":{}}");
    JsonNode asked = askedBy("a2a_any");

    assertEquals("elicitation/create", asked.path("method").asText());
    String message = asked.at("/params/message").asText();
    assertTrue(message.contains("Let zoe\\u{202E} in?"), message);
    assertTrue(message.contains("The agent's reason: she asked"), message);
    JsonNode schema = asked.at("/params/requestedSchema");
    assertEquals("object", schema.path("type").asText());
    assertEquals("string", schema.at("/properties/decision/type").asText());
    assertEquals("[\"approve\",\"deny\"]", schema.at("/properties/decision/enum").toString());
    assertEquals("[\"decision\"]", schema.path("required").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"action\":\"decline\"}",
        "{\"action\":\"accept\",\"content\":{\"decision\":\"deny\"}}"
      })
  void what_is_declined_or_denied_is_denied_and_the_model_is_told(String answer) throws Exception {
    greet("{\"elicitation\":{\"form\":{},\"url\":{}}}");
    JsonNode asked = askedBy("a2a_any");
    daemon.answer(200, DENIED);
    answer(asked, answer);
    JsonNode result = host.next().path("result");

    assertTrue(result.path("isError").asBoolean());
    assertEquals("approval_denied", result.at("/_meta/dev.a2a~1problem/code").asText());
    daemon.take();
    assertTrue(FakeDaemon.body(daemon.take()).contains("\"deny\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"action\":\"cancel\"}",
        "{\"action\":\"accept\"}",
        "{\"action\":\"accept\",\"content\":{}}",
        "{\"action\":\"accept\",\"content\":{\"decision\":true}}",
        "{\"action\":\"accept\",\"content\":{\"decision\":\"APPROVE\"}}",
        "{\"action\":\"accept\",\"content\":[\"approve\"]}",
        "{\"action\":5}",
        "{}",
        "[]",
        "null"
      })
  void whatever_else_is_answered_decides_nothing(String answer) throws Exception {
    greet("{\"elicitation\":{}}");
    answer(askedBy("a2a_any"), answer);

    assertStaysPending(host.next());
    assertEquals(1, daemon.requests());
  }

  @Test
  void a_host_that_fails_decides_nothing() throws Exception {
    greet("{\"elicitation\":{}}");
    JsonNode asked = askedBy("a2a_any");
    host.send(
        "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":-32603,\"message\":\"no window\"}}"
            .formatted(asked.path("id")));

    assertStaysPending(host.next());
    assertEquals(1, daemon.requests());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"elicitation\":{\"url\":{}}}", "{\"sampling\":{}}"})
  void a_host_that_cannot_show_a_form_is_not_asked(String capabilities) throws Exception {
    greet(capabilities);

    host.call(1, "a2a_any", "{}");
    assertStaysPending(host.next());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":\"done\",\"approval_id\":\"ID\",\"question\":\"q\"}",
        "{\"status\":\"pending\",\"question\":\"q\"}",
        "{\"status\":\"pending\",\"approval_id\":\"ID\"}",
        "{\"status\":\"pending\",\"approval_id\":\"../agents\",\"question\":\"q\"}",
        "{\"status\":\"pending\",\"approval_id\":7,\"question\":\"q\"}",
        "{\"body\":{\"status\":\"pending\",\"approval_id\":\"ID\",\"question\":\"q\"}}",
        "[]"
      })
  void what_is_no_question_is_passed_on(String structured) throws Exception {
    greet("{\"elicitation\":{}}");
    daemon.answer(200, pending(structured.replace("ID", ID)));

    JsonNode result = host.result(1, "a2a_any", "{}");
    assertTrue(result.has("structuredContent"), "it came back without anybody being asked");
  }

  @Test
  void a_person_who_never_answers_holds_up_nobody_else_and_is_not_waited_for_for_ever()
      throws Exception {
    try (Host impatient = host(Duration.ofMillis(500))) {
      greet(impatient, "{\"elicitation\":{}}");
      impatient.call(1, "a2a_any", "{}");
      JsonNode asked = impatient.next();
      daemon.answer(200, "{\"content\":[]}");
      impatient.call(2, "a2a_other", "{}");
      impatient.ping(3);
      boolean other = false;
      boolean ping = false;
      JsonNode message = impatient.next();
      while (!message.path("method").asText().equals("notifications/cancelled")) {
        other |= message.path("id").asInt() == 2;
        ping |= message.path("id").asInt() == 3;
        message = impatient.next();
      }

      assertTrue(other && ping, "both while the person was still asked");
      assertEquals(asked.path("id"), message.at("/params/requestId"), "the form is taken back");
      assertStaysPending(impatient.next());
      // An answer that comes too late means nothing, and harms nothing.
      answer(impatient, asked, "{\"action\":\"decline\"}");
      impatient.ping(4);
      assertEquals(4, impatient.next().path("id").asInt());
    }
  }

  @Test
  void a_cancelled_call_takes_the_form_back() throws Exception {
    try (BridgeProcess bridge = BridgeProcess.start(folder, "--server", daemon.url())) {
      greet(bridge.host, "{\"elicitation\":{}}");
      bridge.host.call(1, "a2a_any", "{}");
      JsonNode asked = bridge.host.next();
      bridge.host.cancel(1);
      JsonNode taken = bridge.host.next();

      assertEquals("notifications/cancelled", taken.path("method").asText());
      assertEquals(asked.path("id"), taken.at("/params/requestId"));
      bridge.host.ping(2);
      assertEquals(2, bridge.host.next().path("id").asInt());
      assertEquals(1, daemon.requests(), "and decides nothing");
    }
  }

  @Test
  void an_approval_that_the_daemon_refuses_is_its_refusal() throws Exception {
    greet("{\"elicitation\":{}}");
    JsonNode asked = askedBy("a2a_any");
    daemon.answer(
        403, "{\"status\":403,\"code\":\"invalid_invite\",\"detail\":\"Ask for a new one.\"}");
    answer(asked, "{\"action\":\"accept\",\"content\":{\"decision\":\"approve\"}}");

    JsonNode result = host.next().path("result");
    assertTrue(result.path("isError").asBoolean());
    assertEquals("invalid_invite", result.at("/_meta/dev.a2a~1problem/code").asText());
  }

  @Test
  void in_a_process_two_questions_at_once_get_their_own_answers() throws Exception {
    try (BridgeProcess bridge = BridgeProcess.start(folder, "--server", daemon.url())) {
      greet(bridge.host, "{\"elicitation\":{\"form\":{}}}");
      bridge.host.call(1, "a2a_any", "{}");
      JsonNode first = bridge.host.next();
      bridge.host.call(2, "a2a_any", "{}");
      JsonNode second = bridge.host.next();
      daemon.answer(200, APPROVED);
      answer(bridge.host, second, "{\"action\":\"cancel\"}");
      JsonNode cancelled = bridge.host.next();
      answer(bridge.host, first, "{\"action\":\"accept\",\"content\":{\"decision\":\"approve\"}}");
      JsonNode approved = bridge.host.next();

      assertEquals(2, cancelled.path("id").asInt());
      assertStaysPending(cancelled);
      assertEquals(1, approved.path("id").asInt());
      assertTrue(approved.at("/result/structuredContent").has("agent_id"));
      await().atMost(Duration.ofSeconds(5)).until(() -> daemon.requests() == 3);
      assertEquals("", bridge.stderr());
    }
  }

  @Test
  void a_process_ends_with_its_host_while_a_person_is_asked() throws Exception {
    try (BridgeProcess bridge = BridgeProcess.start(folder, "--server", daemon.url())) {
      greet(bridge.host, "{\"elicitation\":{\"form\":{}}}");
      bridge.host.call(1, "a2a_any", "{}");
      bridge.host.next();
      bridge.host.close();

      assertTrue(bridge.awaitEnd().compareTo(Duration.ofSeconds(2)) < 0);
      assertEquals(0, bridge.exitValue());
    }
  }

  private static String pending(String structured) {
    return "{\"content\":[{\"type\":\"text\",\"text\":\"pending\"}],\"structuredContent\":"
        + structured
        + ",\"isError\":false}";
  }

  private void assertStaysPending(JsonNode answer) {
    JsonNode result = answer.path("result");
    assertFalse(result.path("isError").asBoolean(), answer::toString);
    assertEquals("pending", result.at("/structuredContent/status").asText(), answer::toString);
    assertEquals(ID, result.at("/structuredContent/approval_id").asText());
  }

  private void greet(String capabilities) throws Exception {
    greet(host, capabilities);
  }

  private static void greet(Host host, String capabilities) throws Exception {
    host.send(Host.INITIALIZE.replace("\"capabilities\":{}", "\"capabilities\":" + capabilities));
    host.next();
    host.send(Host.INITIALIZED);
  }

  private JsonNode askedBy(String tool) throws Exception {
    host.call(1, tool, "{}");
    JsonNode asked = host.next();
    assertEquals("elicitation/create", asked.path("method").asText(), asked::toString);
    return asked;
  }

  private void answer(JsonNode asked, String result) {
    answer(host, asked, result);
  }

  private static void answer(Host host, JsonNode asked, String result) {
    host.send("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}".formatted(asked.path("id"), result));
  }

  private Host host(Duration patience) throws IOException {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    flags.put(Setting.SERVER, daemon.url());
    Settings settings =
        Settings.of(flags, Map.of("A2A_CONFIG_DIR", folder.resolve("config").toString()));
    Pipe toBridge = Pipe.open();
    Pipe fromBridge = Pipe.open();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try (OutputStream out = Channels.newOutputStream(fromBridge.sink())) {
            new Bridge(settings, patience).serve(Channels.newInputStream(toBridge.source()), out);
          } catch (InterruptedException | IOException _) {
            // The host sees the end of output.
          }
        });
    return new Host(
        Channels.newOutputStream(toBridge.sink()), Channels.newInputStream(fromBridge.source()));
  }
}
