package dev.a2a.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.cli.Typist.Ran;
import dev.a2a.shared.api.OperatorKey;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OperatorCommandsTest {
  private static final String INVITE =
      """
      {"invite_id":"join_1","code":"a2a_join_0123","uses":2,"expires_at":"2026-01-31T12:00:00Z"}\
      """;

  private static final String SECRET = "of this start";

  @TempDir Path folder;
  private Typist typist;
  private Answers daemon;
  private final OperatorKey key = OperatorKey.random(new SecureRandom());

  @BeforeEach
  void start() throws IOException {
    typist = new Typist(folder);
    daemon = new Answers();
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  /// Writes what a running daemon writes into its data folder.
  private void runsHere(String url) throws IOException {
    Files.createDirectories(typist.data);
    Files.writeString(typist.data.resolve("operator.key"), key.reveal() + "\n");
    Path file = typist.data.resolve("daemon.json");
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        Json.write(
            Map.of(
                "pid",
                ProcessHandle.current().pid(),
                "url",
                url,
                "version",
                "9.9",
                "started_at",
                Instant.parse("2026-01-31T12:00:00Z"),
                "store_id",
                "0123456789abcdef",
                "secret",
                SECRET)));
  }

  @Test
  void on_its_machine_the_key_is_found_and_shown_to_the_running_daemon_only() throws Exception {
    runsHere(daemon.url());
    daemon.proving(SECRET).say(201, INVITE);
    Ran ran = typist.type("operator", "invite", "--uses", "2");

    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("--invite a2a_join_0123"), ran.out());
    assertFalse((ran.out() + ran.err()).contains(key.reveal()));
    RecordedRequest asked = daemon.askedAfterProof();
    assertEquals("POST /v1/operator/invites", asked.getMethod() + " " + asked.getTarget());
    assertEquals("Bearer " + key.reveal(), asked.getHeaders().get("Authorization"));
  }

  @Test
  void the_key_of_this_machine_goes_to_no_other_daemon() throws Exception {
    try (Answers other = new Answers()) {
      runsHere(daemon.url());
      daemon.proving(SECRET);
      Ran ran = typist.type("operator", "stats", "--server", other.url());

      assertEquals(3, ran.status(), ran.err());
      assertEquals(0, other.askedCount());
    }
  }

  @Test
  void a_stale_daemon_file_gives_the_key_to_nobody() throws Exception {
    runsHere("http://127.0.0.1:1");
    Ran ran = typist.type("operator", "stats");

    assertEquals(8, ran.status(), ran.err());
  }

  @Test
  void a_stranger_at_the_address_of_the_file_gets_no_key() throws Exception {
    for (String stranger : new String[] {"another secret", ""}) {
      runsHere(daemon.url());
      Answers there = stranger.isEmpty() ? daemon.say(200, "{}") : daemon.proving(stranger);
      Ran ran = typist.type("operator", "stats");

      assertEquals(8, ran.status(), ran.err());
      assertNull(there.asked().getHeaders().get("Authorization"));
    }
  }

  @Test
  void who_takes_the_place_of_the_daemon_after_its_proof_gets_no_key() throws Exception {
    runsHere(daemon.url());
    Path file = typist.data.resolve("daemon.json");
    daemon.proving(SECRET, () -> assertTrue(file.toFile().delete())).say(200, "{}");
    Ran ran = typist.type("operator", "stats");

    assertEquals(8, ran.status(), ran.err());
    assertEquals(1, daemon.askedCount(), "for its proof");
    assertNull(daemon.asked().getHeaders().get("Authorization"));
  }

  @Test
  void elsewhere_the_key_is_typed_or_piped() throws Exception {
    daemon.say(200, "{\"agent_id\":\"%s\",\"disabled\":true}".formatted(Answers.BOB));
    typist.piping((key.reveal() + "\n").getBytes(UTF_8));
    Ran piped = typist.type("operator", "disable", Answers.BOB, "--server", daemon.url());
    assertEquals(0, piped.status(), piped.err());
    RecordedRequest asked = daemon.asked();
    assertEquals("Bearer " + key.reveal(), asked.getHeaders().get("Authorization"));

    daemon.say(200, "{\"agent_id\":\"%s\",\"disabled\":false}".formatted(Answers.BOB));
    typist.atTerminal = true;
    typist.secret = key.reveal();
    Ran typed = typist.type("operator", "enable", Answers.BOB, "--server", daemon.url());
    assertEquals(0, typed.status(), typed.err());
    assertEquals("DELETE /v1/operator/disabled/" + Answers.BOB, line(daemon.asked()));
  }

  @Test
  void a_key_of_the_environment_goes_to_a_daemon_of_this_machine() throws Exception {
    typist.env.put("A2A_OPERATOR_KEY", key.reveal());
    daemon.say(200, "{\"agents\":[],\"has_more\":false}");
    Ran ran = typist.type("operator", "agents", "--server", daemon.url());

    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("Nobody has registered"), ran.out());
    assertEquals("GET /v1/operator/agents", line(daemon.asked()));
  }

  @Test
  void what_is_no_operators_key_is_refused_before_any_network() throws Exception {
    typist.piping(daemon.key.reveal().getBytes(UTF_8)); // An agent's.
    Ran ran = typist.type("operator", "stats", "--server", daemon.url());

    assertEquals(3, ran.status());
    assertEquals(0, daemon.askedCount());
    assertFalse(ran.err().contains("a2a_sk_"), ran.err());
  }

  @Test
  void register_takes_the_operators_code_by_option_input_or_environment() throws Exception {
    String made =
        "{\"agent_id\":\"%s\",\"api_key\":\"%s\",\"name\":\"alice\"}"
            .formatted(Answers.ALICE, daemon.key.reveal());
    daemon.say(201, made).say(201, made).say(201, made).say(201, made);
    String[] base = {"register", "alice", "--server", daemon.url(), "--profile"};

    assertEquals("a2a_join_1", code(base, "p1", "--invite", "a2a_join_1"));
    typist.piping("a2a_join_2\n".getBytes(UTF_8));
    assertEquals("a2a_join_2", code(base, "p2", "--invite", "-"));
    typist.env.put("A2A_INVITE_CODE", "a2a_join_3");
    assertEquals("a2a_join_3", code(base, "p3"));
    typist.env.remove("A2A_INVITE_CODE");
    assertNull(code(base, "p4"));
  }

  private @Nullable String code(String[] base, String... more) throws Exception {
    String[] line = Arrays.copyOf(base, base.length + more.length);
    System.arraycopy(more, 0, line, base.length, more.length);
    Ran ran = typist.type(line);
    assertEquals(0, ran.status(), ran.err());
    return Json.answers().readTree(daemon.askedBody()).path("invite_code").asText(null);
  }

  private static String line(RecordedRequest asked) {
    return asked.getMethod() + " " + asked.getTarget();
  }
}
