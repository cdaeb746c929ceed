package dev.a2a.bridge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.bridge.cli.Typist.Ran;
import dev.a2a.shared.home.Version;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UsageTest {
  @TempDir Path folder;
  private Typist typist;

  @BeforeEach
  void start() {
    typist = new Typist(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "daemon",
        "daemon run",
        "daemon start",
        "daemon stop",
        "daemon status",
        "daemon logs",
        "daemon check",
        "daemon install-service",
        "daemon uninstall-service",
        "register",
        "setup",
        "login",
        "logout",
        "profile",
        "profile list",
        "profile use",
        "profile show",
        "profile rm",
        "whoami",
        "keys",
        "keys list",
        "keys rotate",
        "keys revoke",
        "authorize",
        "revoke",
        "block",
        "unblock",
        "authorizations",
        "alias",
        "invite",
        "invites",
        "accept",
        "approve",
        "agents",
        "capabilities",
        "capabilities set",
        "send",
        "inbox",
        "read",
        "mark-read",
        "status",
        "resume",
        "conversations",
        "conversation",
        "doctor",
        "backup",
        "restore",
        "audit",
        "operator",
        "operator agents",
        "operator disable",
        "operator enable",
        "operator invite",
        "operator stats",
        "operator audit",
        "completion",
        "bench"
      })
  void every_command_has_help_with_an_example_in_80_columns(String command) {
    Ran ran = typist.type((command + " --help").split(" ", -1));

    assertEquals(0, ran.status());
    assertTrue(ran.out().contains("\nExample:\n  "), ran.out());
    assertTrue(ran.out().contains("a2a " + command), ran.out());
    for (String option : List.of("--json", "--profile", "--server", "--help")) {
      assertTrue(ran.out().contains(option), option);
    }
    assertEquals(List.of(), ran.out().lines().filter(line -> line.length() > 80).toList());
    assertEquals("", ran.err());
  }

  @Test
  void the_list_of_commands_is_shown() {
    Ran help = typist.type("--help");

    assertTrue(help.out().contains("  mark-read ") && help.out().contains("  demo "), help.out());
    assertEquals(help.out(), typist.type("help").out());
    assertEquals(typist.type("send", "--help").out(), typist.type("help", "send").out());
  }

  @Test
  void the_version_is_shown() {
    assertEquals("a2a " + Version.ofThisBuild().line() + "\n", typist.type("--version").out());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "inbx, Did you mean inbox",
        "inbox --jsn, Did you mean --json",
        "daemon statsu, Did you mean status",
        "inbox extra, There is no command or argument \"extra\" here.",
        "send, Missing required",
        "inbox --limit many, 'many' is not an int",
        "inbox --limit 101, must be 1 to 100",
        "authorize a2a_0123456789abcdef --expires-at soon, --expires-at",
        "help nothing, nothing",
        "daemon, Say what to do",
        "operator, Say what to do",
        "operator stast, Did you mean stats",
        "operator invite --uses 0, must be 1 to 1000",
        "operator disable bob, must be an agent id",
        "completion tcsh, There is no completion for that shell.",
        "``, There is no command",
        "inbox --server http://evil.example, must be http:// on this machine",
        "inbox --server=, must be http:// on this machine",
        "inbox --profile=, must not be blank",
        "mark-read a b, There is no command or argument \"b\" here.",
      })
  void a_wrong_command_line_is_one_line_and_status_2(String line, String said) {
    Ran ran = typist.type(line.split(" ", -1));

    assertEquals(2, ran.status(), ran.err());
    assertEquals("", ran.out());
    assertTrue(ran.err().startsWith("a2a: ") && ran.err().contains(said), ran.err());
    assertEquals(1, ran.err().lines().count(), ran.err());
  }

  @Test
  void without_a_command_the_way_to_help_is_shown() {
    assertEquals(2, typist.type().status());
  }

  @Test
  void with_json_a_refusal_is_a_problem_object_on_stderr() throws IOException {
    Ran usage = typist.type("inbox", "--json", "--nope");
    Ran nobody = typist.type("inbox", "--json");

    JsonNode problem = Json.requests().readTree(usage.err());
    assertEquals("urn:a2a:problem:bad_usage", problem.path("type").asText());
    assertEquals("unauthenticated", Json.requests().readTree(nobody.err()).path("code").asText());
    assertEquals(3, nobody.status());
    assertEquals("", usage.out() + nobody.out());
  }

  @Test
  void a_profile_that_does_not_exist_is_named_with_its_neighbour() throws IOException {
    try (Answers daemon = new Answers()) {
      daemon.as(typist, "alice");
      Ran ran = typist.type("inbox", "--profile", "alise");

      assertEquals(3, ran.status());
      assertTrue(ran.err().contains("Did you mean \"alice\"?"), ran.err());
    }
  }

  @Test
  void a_key_goes_to_no_other_server_than_its_own() throws IOException {
    try (Answers own = new Answers();
        Answers other = new Answers()) {
      own.as(typist, "default");

      assertEquals(3, typist.type("inbox", "--server", other.url()).status());
      assertEquals(0, other.askedCount());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>hi</html>", "[]", "null", "{}", "{\"messages\":null}", "\"x\""})
  void another_kind_of_server_is_not_taken_for_a_daemon(String answer) throws IOException {
    try (Answers other = new Answers()) {
      other.as(typist, "default").say(200, answer);
      Ran ran = typist.type("inbox");

      assertEquals(8, ran.status(), ran.err());
      assertTrue(ran.err().contains("is not an a2a daemon"), ran.err());
    }
  }

  @Test
  void a_damaged_config_is_refused_in_a_sentence() throws IOException {
    Files.createDirectories(typist.config);
    Files.writeString(typist.config.resolve("config.json"), "{nope");
    Ran ran = typist.type("inbox");

    assertEquals(2, ran.status());
    assertTrue(ran.err().contains("config.json cannot be used"), ran.err());
  }

  @Test
  void a_folder_that_cannot_be_made_is_refused_in_a_sentence() throws IOException {
    typist.env.put("A2A_CONFIG_DIR", Files.createFile(folder.resolve("file")) + "/config");
    try (Answers daemon = new Answers()) {
      daemon.say(
          201,
          "{\"agent_id\":\"%s\",\"api_key\":\"%s\",\"name\":\"a\"}"
              .formatted(Answers.ALICE, daemon.key.reveal()));
      Ran ran = typist.type("register", "alice", "--server", daemon.url());

      assertEquals(1, ran.status());
      assertTrue(ran.err().contains("could not be kept"), ran.err());
      assertFalse(ran.err().contains("a2a_sk_"), ran.err());
    }
  }

  @Test
  void colours_are_for_a_terminal_only_and_can_be_declined() throws IOException {
    try (Answers daemon = new Answers()) {
      daemon.as(typist, "default");
      String marked = "{\"marked\":1,\"unread_count\":0}";
      daemon.say(200, marked).say(200, marked).say(200, marked);

      assertFalse(typist.type("mark-read").out().contains("\u001b"));
      typist.atTerminal = true;
      assertTrue(typist.type("mark-read").out().contains("\u001b[32m"));
      typist.env.put("NO_COLOR", "1");
      assertFalse(typist.type("mark-read").out().contains("\u001b"));
    }
  }
}
