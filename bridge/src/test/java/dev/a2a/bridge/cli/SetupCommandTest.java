package dev.a2a.bridge.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.bridge.cli.Typist.Ran;
import dev.a2a.bridge.host.Host;
import dev.a2a.bridge.host.HostFiles;
import dev.a2a.bridge.host.Hosts;
import dev.a2a.bridge.host.Machine;
import dev.a2a.shared.api.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SetupCommandTest {
  private static final String MINE =
      "{\n  // mine\n  \"mcpServers\": {\"x\": {\"command\": \"y\"}}\n}";

  @TempDir Path folder;
  private Typist typist;
  private Answers daemon;
  private Path cursor;
  private Path codex;
  private Path link;

  @BeforeEach
  void start() throws IOException {
    typist = new Typist(folder);
    Image image = new Image(folder.resolve("versions/1"));
    typist.programs = image.programs();
    link = Files.createDirectories(folder.resolve(".local/bin")).resolve("a2a-bridge");
    Files.createSymbolicLink(link, image.home.resolve("bin/a2a-bridge"));
    daemon = new Answers().as(typist, "default");
    cursor = Files.createDirectories(folder.resolve(".cursor")).resolve("mcp.json");
    Files.writeString(cursor, MINE);
    codex = Files.createDirectories(folder.resolve(".codex")).resolve("config.toml");
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  @Test
  void every_installed_host_gets_the_stable_bridge() throws Exception {
    Ran ran = typist.type("setup", "--yes");

    assertEquals(0, ran.status(), ran.err());
    assertTrue(Files.readString(cursor).contains("\"command\": \"" + link + "\""));
    assertTrue(Files.readString(codex).contains("command = \"" + link + "\""));
    assertFalse(Files.readString(codex).contains("--profile"));
    assertTrue(ran.out().lines().allMatch(line -> line.length() <= 80), ran.out());
    assertEquals(0, daemon.askedCount());
  }

  @Test
  void a_second_run_changes_nothing() throws Exception {
    typist.type("setup", "--yes");
    byte[] first = Files.readAllBytes(cursor);

    JsonNode again = typist.type("setup", "--json").json();

    assertFalse(again.path("written").asBoolean());
    assertEquals("unchanged", again.at("/hosts/0/action").asText());
    assertArrayEquals(first, Files.readAllBytes(cursor));
  }

  @Test
  void a_dry_run_writes_nothing() throws Exception {
    JsonNode plan = typist.type("setup", "cursor", "--dry-run", "--json").json();

    assertEquals("add", plan.at("/hosts/0/action").asText());
    assertEquals(link.toString(), plan.path("bridge").asText());
    assertEquals(MINE, Files.readString(cursor));
    assertFalse(Files.exists(typist.data.resolve("setup.json")));
  }

  @Test
  void without_a_yes_nothing_is_written() throws Exception {
    Ran script = typist.type("setup");
    typist.atTerminal = true;
    Ran person = typist.type("setup");

    assertEquals(Exit.BAD_INPUT.status(), script.status());
    assertTrue(script.err().contains("--yes"), script.err());
    assertTrue(person.out().contains("cursor"), person.out());
    assertEquals("Do this?", typist.asked);
    assertEquals(MINE, Files.readString(cursor));
    assertFalse(Files.exists(codex));
  }

  @Test
  void undo_restores_every_byte() throws Exception {
    typist.type("setup", "--yes");

    Ran undone = typist.type("setup", "--undo", "--yes");

    assertEquals(0, undone.status(), undone.err());
    assertEquals(MINE, Files.readString(cursor));
    assertFalse(Files.exists(codex));
    assertTrue(typist.type("setup", "--undo", "--yes").err().contains("nothing to undo"));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void undo_restores_every_byte_of_each_host(String id) throws Exception {
    Host host = new Hosts(Machine.of(typist.env)).get(id);
    String mine = HostFiles.realistic(host);
    Files.createDirectories(host.file().getParent());
    Path real = folder.resolve("dotfiles");
    for (String text : List.of("", mine, mine.replace("\n", "\r\n"), mine.stripTrailing())) {
      Files.deleteIfExists(host.file());
      Files.writeString(real, text);
      Files.createSymbolicLink(host.file(), real);

      assertEquals(0, typist.type("setup", id, "--yes").status());
      assertTrue(Files.readString(real).contains("a2a-bridge"), "the control");
      assertEquals(0, typist.type("setup", id, "--undo", "--yes").status());

      assertEquals(text, Files.readString(real));
      assertTrue(Files.isSymbolicLink(host.file()));
    }
  }

  static Stream<String> ids() {
    return new Hosts(Machine.of(Map.of("HOME", "/nowhere"))).all().stream().map(Host::id);
  }

  @Test
  void undo_after_two_different_runs_restores_what_was_before_the_first() throws Exception {
    typist.type("setup", "cursor", "--yes");
    daemon.as(typist, "work");
    typist.type("setup", "cursor", "--yes", "--profile", "work");
    assertTrue(Files.readString(cursor).contains("[\"--profile\", \"work\"]"));

    typist.type("setup", "--undo", "--yes");

    assertEquals(MINE, Files.readString(cursor));
  }

  @Test
  void undo_leaves_what_a_person_changed_since() throws Exception {
    typist.type("setup", "--yes");
    String mine = Files.readString(cursor).replace("mine", "mine, still");
    Files.writeString(cursor, mine);
    String theirs = Files.readString(codex).replace(link.toString(), "/elsewhere/a2a-bridge");
    Files.writeString(codex, theirs);

    Ran undone = typist.type("setup", "--undo", "--yes");

    assertEquals(Exit.CONFLICT.status(), undone.status());
    assertTrue(Files.readString(cursor).contains("mine, still"));
    assertFalse(Files.readString(cursor).contains("a2a"));
    assertEquals(theirs, Files.readString(codex));
    assertTrue(undone.out().contains("changed or removed since"), undone.out());
  }

  @Test
  void a_broken_file_is_left_alone_with_a_sentence_and_the_others_are_done() throws Exception {
    Files.writeString(cursor, "{ oops");

    Ran ran = typist.type("setup", "--yes");

    assertEquals(Exit.CONFLICT.status(), ran.status());
    assertTrue(ran.out().contains("it is not JSON at line 1"), ran.out());
    assertEquals("{ oops", Files.readString(cursor));
    assertTrue(Files.readString(codex).contains("a2a-bridge"));
  }

  @Test
  void where_there_are_two_profiles_the_bridge_is_told_which() throws Exception {
    daemon.as(typist, "work");

    typist.type("setup", "codex", "--yes");
    typist.type("setup", "cursor", "--yes", "--profile", "work");
    typist.type("setup", "--yes");

    assertTrue(Files.readString(codex).contains("[\"--profile\", \"default\"]"));
    assertTrue(Files.readString(cursor).contains("[\"--profile\", \"work\"]"));
  }

  @Test
  void an_agent_is_registered_where_there_is_none() throws Exception {
    Files.delete(typist.config.resolve("config.json"));
    typist.env.put("A2A_SERVER", daemon.url());
    daemon.say(
        201,
        "{\"agent_id\":\"%s\",\"api_key\":\"%s\",\"name\":\"alice\"}"
            .formatted(Answers.BOB, daemon.key.reveal()));

    Ran ran = typist.type("setup", "cursor", "--yes", "--name", "alice");

    assertEquals(0, ran.status(), ran.err());
    assertTrue(daemon.askedBody().contains("\"name\":\"alice\""));
    assertTrue(typist.type("profile", "list").out().contains(Answers.BOB));
    assertFalse(Files.readString(cursor).contains("a2a_sk_"));
    assertFalse(Files.readString(cursor).contains("--profile"));
  }

  @Test
  void each_host_has_an_agent_of_its_own_on_request() throws Exception {
    typist.env.put("A2A_SERVER", daemon.url());
    daemon.say(
        201,
        "{\"agent_id\":\"%s\",\"api_key\":\"%s\",\"name\":\"al in Codex\"}"
            .formatted(Answers.BOB, daemon.key.reveal()));

    Ran ran = typist.type("setup", "codex", "--per-host", "--yes", "--name", "al");

    assertEquals(0, ran.status(), ran.err());
    assertTrue(daemon.askedBody().contains("\"name\":\"al in Codex\""));
    assertTrue(Files.readString(codex).contains("[\"--profile\", \"codex\"]"));
  }

  @Test
  void an_unknown_host_is_refused_with_the_known_ones() {
    Ran ran = typist.type("setup", "cursr", "--yes");

    assertEquals(Exit.BAD_INPUT.status(), ran.status());
    assertTrue(ran.err().contains("cursor"), ran.err());
  }

  @Test
  void a_host_that_can_be_asked_is_asked() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path codexProgram = bin.resolve("codex");
    Files.writeString(codexProgram, "#!/bin/sh\necho \"command: $HOME/a2a-bridge\"\n");
    assertTrue(codexProgram.toFile().setExecutable(true));
    typist.env.put("PATH", bin + ":/usr/bin:/bin");
    String good =
        typist.type("setup", "codex", "--yes", "--json").json().at("/hosts/0/check").asText();
    Files.writeString(codexProgram, "#!/bin/sh\necho nothing\n");

    Ran bad = typist.type("setup", "codex", "--yes", "--json");

    assertEquals("listed", good);
    assertEquals("failed", bad.json().at("/hosts/0/check").asText());
    assertEquals(Exit.UNAVAILABLE.status(), bad.status());
  }
}
