package dev.a2a.bridge.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.home.Setting;
import dev.a2a.shared.home.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls through a whole bridge to a daemon behind real HTTP.
@DisplayNameGeneration(ReplaceUnderscores.class)
class CallsTest {
  private static final ApiKey KEY = ApiKey.random(new SecureRandom());
  private static final ApiKey OTHER = ApiKey.random(new SecureRandom());
  private static final String ALICE = "a2a_00000000000a11ce";

  @TempDir Path folder;
  private FakeDaemon daemon;
  private Host host;

  @BeforeEach
  void start() throws Exception {
    daemon = new FakeDaemon();
    host = host(Map.of());
  }

  @AfterEach
  void stop() {
    host.close();
    daemon.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"n\":1.0,\"big\":123456789012345678901234567890,\"huge\":1e400,\"n\":-0}",
        "{ \"spaces\" :\t[ ] }",
        "{\"half\":\"\\ud800\",\"nul\":\"\\u0000\",\"text\":\"é😀\"}",
        "[1]",
        "\"not even an object\""
      })
  void arguments_reach_the_daemon_as_they_were_written(String arguments) throws Exception {
    host.greet();

    host.result(1, "a2a_any", arguments);

    RecordedRequest request = daemon.take();
    assertEquals("/v1/tools/a2a_any", request.getTarget());
    assertEquals("POST", request.getMethod());
    assertEquals(arguments, FakeDaemon.body(request));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"name\":\"a2a_any\"}", "{\"name\":\"a2a_any\",\"arguments\":null}"})
  void no_arguments_are_an_empty_object(String params) throws Exception {
    host.greet();
    host.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":" + params + "}");
    host.next();

    assertEquals("{}", FakeDaemon.body(daemon.take()));
  }

  @Test
  void the_result_comes_back_as_the_daemon_wrote_it_on_one_line() throws Exception {
    daemon.answer(
        200, "{\n \"content\" : [ ],\r\n \"structuredContent\":{\"n\":1.0,\"t\":\"a b\"}\n}\n");
    host.greet();
    host.call(1, "a2a_newer_than_this_bridge", "{}");

    assertEquals(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":"
            + "{\"content\":[],\"structuredContent\":{\"n\":1.0,\"t\":\"a b\"}}}",
        host.nextLine());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../agents", "a/b", "", "a?b", "a.b", "é", "a%2fb"})
  void a_name_that_is_no_part_of_a_path_is_refused_here(String name) throws Exception {
    host.greet();

    JsonNode result = host.result(1, name, "{}");

    assertEquals("unknown_tool", result.at("/_meta/dev.a2a~1problem/code").asText());
    assertEquals(0, daemon.requests());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"params\":{}",
        ",\"params\":{\"name\":5}",
        ",\"params\":{\"name\":\"a\",\"name\":\"b\"}"
      })
  void a_call_without_one_name_has_invalid_params(String params) throws Exception {
    host.greet();
    host.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"" + params + "}");

    assertEquals(-32602, host.next().at("/error/code").asInt());
  }

  @Test
  void a_refusal_of_the_daemon_is_a_result_in_its_words() throws Exception {
    daemon.answer(
        403,
        "{\"type\":\"urn:a2a:problem:new_reason\",\"title\":\"t\",\"status\":403,"
            + "\"code\":\"new_reason\",\"detail\":\"Not today.\"}");
    host.greet();

    JsonNode result = host.result(1, "a2a_send_message", "{}");

    assertTrue(result.path("isError").asBoolean());
    assertEquals("new_reason: Not today.", result.at("/content/0/text").asText());
    assertEquals("text", result.at("/content/0/type").asText());
    assertEquals("new_reason", result.at("/_meta/dev.a2a~1problem/code").asText());
    assertEquals(403, result.at("/_meta/dev.a2a~1problem/status").asInt());
    assertEquals("Not today.", result.at("/_meta/dev.a2a~1problem/detail").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<html>hello</html>", "", "[]", "{\"content\":", "{}{}", "{}", "{\"content\":5}"})
  void a_stranger_on_the_port_is_not_taken_for_a_daemon(String answer) throws Exception {
    daemon.answer(200, answer);
    host.greet();

    JsonNode result = host.result(1, "a2a_whoami", "{}");

    assertEquals("not_a_daemon", result.at("/_meta/dev.a2a~1problem/code").asText());
  }

  @Test
  void a_daemon_that_is_away_is_said_with_what_to_run() throws Exception {
    host.greet();
    daemon.goAway();

    JsonNode result = host.result(1, "a2a_whoami", "{}");

    assertTrue(result.path("isError").asBoolean());
    assertEquals("daemon_unreachable", result.at("/_meta/dev.a2a~1problem/code").asText());
    assertTrue(result.at("/content/0/text").asText().contains("a2a daemon start"));
  }

  @Test
  void nothing_is_asked_or_written_before_the_first_call() throws Exception {
    host.greet();
    host.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
    host.next();

    assertEquals(0, daemon.requests());
    assertFalse(Files.exists(folder.resolve("config")));
  }

  @Test
  void the_list_is_that_of_the_build() throws Exception {
    host.greet();
    host.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
    Set<String> names = new HashSet<>();
    host.next().at("/result/tools").forEach(tool -> names.add(tool.path("name").asText()));

    assertEquals(Set.copyOf(ToolList.ofThisBuild(false).names()), names);
    List<String> core = ToolList.ofThisBuild(true).names();
    assertTrue(core.size() < names.size() && names.containsAll(core));
    assertTrue(names.contains("a2a_register") && names.contains("a2a_send_message"));
  }

  @Test
  void without_a_profile_the_instructions_name_no_agent() throws Exception {
    JsonNode welcome = host.greet();

    assertEquals(
        ToolList.ofThisBuild(false).instructions(), welcome.at("/result/instructions").asText());
    assertEquals("a2a-bridge", welcome.at("/result/serverInfo/name").asText());
    assertEquals("{\"listChanged\":false}", welcome.at("/result/capabilities/tools").toString());
    assertEquals(1, welcome.at("/result/capabilities").size());
  }

  @Test
  void a_registration_keeps_the_key_and_uses_it_at_once() throws Exception {
    host.greet();
    daemon.answer(201, registered(KEY));
    JsonNode result = host.result(1, "a2a_register", "{\"name\":\"alice\"}");
    daemon.answer(200, "{\"content\":[]}");
    host.result(2, "a2a_whoami", "{}");

    assertFalse(result.path("isError").asBoolean());
    assertEquals(ALICE, result.at("/structuredContent/agent_id").asText());
    assertEquals("alice", result.at("/structuredContent/name").asText());
    assertEquals("default", result.at("/structuredContent/profile").asText());
    Path credentials = Path.of(result.at("/structuredContent/key_stored_in").asText());
    assertTrue(Files.readString(credentials).contains(KEY.reveal()));
    RecordedRequest register = daemon.take();
    assertEquals("/v1/agents", register.getTarget());
    assertEquals("{\"name\":\"alice\"}", FakeDaemon.body(register));
    assertNull(register.getHeaders().get("Authorization"));
    assertEquals("Bearer " + KEY.reveal(), daemon.take().getHeaders().get("Authorization"));
    assertFalse(host.everything().contains(KEY.reveal()));
    try (Host later = host(Map.of())) {
      String instructions = later.greet().at("/result/instructions").asText();
      assertTrue(instructions.endsWith("\nYour agent id is " + ALICE + "."), instructions);
    }
  }

  @Test
  void a_second_registration_is_refused_before_the_daemon_is_asked() throws Exception {
    host.greet();
    daemon.answer(201, registered(KEY));
    host.result(1, "a2a_register", "{\"name\":\"alice\"}");
    daemon.answer(201, registered(OTHER));

    JsonNode result = host.result(2, "a2a_register", "{\"name\":\"bob\"}");

    assertEquals("profile_exists", result.at("/_meta/dev.a2a~1problem/code").asText());
    assertEquals(1, daemon.requests());
    assertTrue(Files.readString(folder.resolve("config/credentials.json")).contains(KEY.reveal()));
  }

  @Test
  void a_new_profile_is_made_by_registering() throws Exception {
    try (Host work = host(Map.of(Setting.PROFILE, "work"))) {
      work.greet();
      assertEquals(
          "no_profile",
          work.result(1, "a2a_whoami", "{}").at("/_meta/dev.a2a~1problem/code").asText());
      daemon.answer(201, registered(KEY));
      JsonNode result = work.result(2, "a2a_register", "{\"name\":\"alice\"}");

      assertEquals("work", result.at("/structuredContent/profile").asText());
    }
  }

  @Test
  void with_a_key_from_the_environment_nobody_is_registered() throws Exception {
    try (Host given = host(Map.of(Setting.API_KEY, KEY.reveal()))) {
      given.greet();

      JsonNode result = given.result(1, "a2a_register", "{\"name\":\"alice\"}");

      assertEquals("bad_setting", result.at("/_meta/dev.a2a~1problem/code").asText());
      assertFalse(given.everything().contains(KEY.reveal()));
      assertEquals(0, daemon.requests());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"credentials.json.lock", "config.json.lock"})
  void a_key_that_cannot_be_kept_is_said_to_be_lost_and_not_shown(String file) throws Exception {
    Files.createDirectories(folder.resolve("config").resolve(file)); // Where a file must be.
    host.greet();
    daemon.answer(201, registered(KEY));

    JsonNode result = host.result(1, "a2a_register", "{\"name\":\"alice\"}");

    assertTrue(result.path("isError").asBoolean());
    assertEquals("key_not_kept", result.at("/_meta/dev.a2a~1problem/code").asText());
    assertTrue(result.at("/content/0/text").asText().contains(ALICE));
    assertFalse(host.everything().contains(KEY.reveal()));
  }

  @Test
  void nobody_is_registered_when_the_file_of_the_keys_is_broken() throws Exception {
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(folder.resolve("config/credentials.json"), "{\"keys\":");
    host.greet();

    JsonNode result = host.result(1, "a2a_register", "{\"name\":\"alice\"}");

    assertEquals("unreadable_config", result.at("/_meta/dev.a2a~1problem/code").asText());
    assertEquals(0, daemon.requests());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"agent_id\":\"a2a_00000000000a11ce\",\"name\":\"alice\"}", "[]"})
  void a_registration_without_a_key_is_no_answer_of_a_daemon(String answer) throws Exception {
    host.greet();
    daemon.answer(201, answer);

    JsonNode result = host.result(1, "a2a_register", "{\"name\":\"alice\"}");

    assertEquals("not_a_daemon", result.at("/_meta/dev.a2a~1problem/code").asText());
    assertFalse(Files.exists(folder.resolve("config/config.json")));
  }

  @Test
  void a_rotation_keeps_the_new_key_and_shows_none() throws Exception {
    host.greet();
    daemon.answer(201, registered(KEY));
    host.result(1, "a2a_register", "{\"name\":\"alice\"}");
    daemon.answer(
        201,
        "{\"agent_id\":\"%s\",\"api_key\":\"%s\",\"key_id\":\"key_2\",\"old_key_id\":\"key_1\","
                .formatted(ALICE, OTHER.reveal())
            + "\"old_key_expires_at\":\"2026-02-01T12:00:00.000Z\"}");
    JsonNode result = host.result(2, "a2a_rotate_api_key", "{\"overlap_hours\":5}");
    daemon.answer(200, "{\"content\":[]}");
    host.result(3, "a2a_whoami", "{}");

    assertFalse(result.path("isError").asBoolean(), result::toString);
    assertEquals(ALICE, result.at("/structuredContent/agent_id").asText());
    assertEquals(
        "2026-02-01T12:00:00Z", result.at("/structuredContent/old_key_expires_at").asText());
    Path credentials = Path.of(result.at("/structuredContent/key_stored_in").asText());
    assertTrue(Files.readString(credentials).contains(OTHER.reveal()));
    assertFalse(host.everything().contains("a2a_sk_"), host::everything);
    daemon.take();
    RecordedRequest rotate = daemon.take();
    assertEquals("/v1/keys/rotate", rotate.getTarget());
    assertEquals("{\"overlap_hours\":5}", FakeDaemon.body(rotate));
    assertEquals("Bearer " + KEY.reveal(), rotate.getHeaders().get("Authorization"));
    assertEquals("Bearer " + OTHER.reveal(), daemon.take().getHeaders().get("Authorization"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"overlap_hours\":169}", "{\"overlap\":1}", "[]"})
  void a_rotation_with_bad_arguments_asks_nobody(String arguments) throws Exception {
    host.greet();

    JsonNode result = host.result(1, "a2a_rotate_api_key", arguments);

    assertTrue(result.path("isError").asBoolean());
    assertEquals(0, daemon.requests());
  }

  @Test
  void a_limit_says_in_how_many_seconds_to_come_back() throws Exception {
    daemon.answer(429, "{\"code\":\"rate_limited\",\"detail\":\"Wait.\",\"retry_after\":7}");
    host.greet();

    JsonNode result = host.result(1, "a2a_send_message", "{}");

    assertEquals(7, result.at("/_meta/dev.a2a~1problem/retry_after").asInt());
  }

  private static String registered(ApiKey key) {
    return "{\"agent_id\":\"%s\",\"api_key\":\"%s\",\"name\":\"alice\"}"
        .formatted(ALICE, key.reveal());
  }

  private Host host(Map<Setting, String> flags) throws IOException {
    Map<Setting, String> all = new EnumMap<>(Setting.class);
    all.put(Setting.SERVER, daemon.url());
    all.putAll(flags);
    Settings settings =
        Settings.of(
            all,
            Map.of("A2A_CONFIG_DIR", folder.resolve("config").toString(), "A2A_STORE", "file"));
    Pipe toBridge = Pipe.open();
    Pipe fromBridge = Pipe.open();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try (OutputStream out = Channels.newOutputStream(fromBridge.sink())) {
            new Bridge(settings).serve(Channels.newInputStream(toBridge.source()), out);
          } catch (InterruptedException | IOException _) {
            // The host sees the end of output.
          }
        });
    return new Host(
        Channels.newOutputStream(toBridge.sink()), Channels.newInputStream(fromBridge.source()));
  }
}
