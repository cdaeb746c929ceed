package dev.a2a.bridge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.bridge.cli.Typist.Ran;
import dev.a2a.bridge.keychain.CredentialFile;
import dev.a2a.bridge.profile.Binding;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Profiles;
import dev.a2a.bridge.profile.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// Each finding, once where it shows and once where it does not: [#all_is_well_on_a_good_machine]
/// has every check without a fault.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DoctorCommandTest extends DoctorMachine {
  @Test
  void all_is_well_on_a_good_machine() throws IOException {
    Ran ran = doctor();

    assertEquals(0, ran.status(), ran.out() + ran.err());
    assertTrue(ran.out().endsWith("All is well.\n"), ran.out());
    assertEquals(List.of(), ran.out().lines().filter(line -> line.length() > 80).toList());
    assertFalse(ran.out().contains("wrong "), ran.out());
    JsonNode json = doctor("--json").json();
    assertTrue(json.path("well").asBoolean());
    assertEquals(OURS, json.path("version").asText());
    List<String> checks =
        json.path("findings").valueStream().map(f -> text(f, "check")).distinct().toList();
    assertEquals(
        List.of(
            "versions",
            "path",
            "profile",
            "files",
            "key",
            "bridge",
            "server",
            "mail",
            "disk",
            "host"),
        checks);
  }

  @Test
  void programs_of_two_versions_are_told() throws IOException {
    daemonVersion = "0.0.1";
    assertFound("versions", "a2a-daemon says \"a2a-daemon 0.0.1\"", "install.sh");
  }

  @Test
  void a_program_that_does_not_start_is_told() throws IOException {
    image();
    Files.delete(image.home.resolve("bin/a2a-daemon"));
    server();
    assertFound(typist.type("doctor", "--json"), "versions", "does not start", "install.sh");
  }

  @Test
  void another_a2a_that_is_found_first_is_told() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.copy(image.home.resolve("bin/a2a"), other.resolve("a2a"));
    typist.env.put("PATH", other + ":" + bin);
    assertFound("path", "is found first", "export PATH=");
  }

  @Test
  void an_a2a_that_is_not_on_the_path_is_told() throws IOException {
    typist.env.put("PATH", folder.resolve("nothing").toString());
    assertFound("path", "not on the PATH", "export PATH=");
  }

  @Test
  void a_link_that_leads_nowhere_is_told_and_repaired() throws IOException {
    Path link = bin.resolve("a2a-bridge");
    Files.delete(link);
    Files.createSymbolicLink(link, folder.resolve("share/versions/0.0.1/bin/a2a-bridge"));
    assertFound("path", "leads nowhere", "a2a doctor --fix");
    assertTrue(Files.isSymbolicLink(link) && !Files.exists(link), "nothing was repaired unasked");

    Ran ran = doctor("--fix");

    assertEquals(0, ran.status(), ran.out());
    assertEquals(image.home.resolve("bin/a2a-bridge"), Files.readSymbolicLink(link));
    assertTrue(ran.out().contains("it led to "), ran.out());
  }

  @Test
  void a_link_of_somebody_else_is_left_alone() throws IOException {
    Path link = Files.createDirectory(folder.resolve("theirs")).resolve("a2a");
    Files.createSymbolicLink(link, folder.resolve("another-product/a2a"));
    typist.env.merge("PATH", ":" + link.getParent(), String::concat);

    Ran ran = doctor("--fix");

    assertEquals(0, ran.status(), ran.out());
    assertEquals(folder.resolve("another-product/a2a"), Files.readSymbolicLink(link));
    assertTrue(ran.out().contains("made by somebody"), ran.out());
  }

  @Test
  void a_repair_that_fails_does_not_keep_the_rest_from_being_told() throws IOException {
    Path link = bin.resolve("a2a-bridge");
    Files.delete(link);
    Files.createSymbolicLink(link, folder.resolve("share/versions/0.0.1/bin/a2a-bridge"));
    Files.createDirectories(bin.resolve("a2a-bridge.new/in the way"));

    JsonNode json = assertFound(doctor("--fix", "--json"), "path", "leads nowhere", "not be");
    assertTrue(json.toString().contains("\"host\""), json.toString());
  }

  @Test
  void the_daemon_of_this_machine_need_not_run() throws Exception {
    Profile own = new Profile("own", Server.own(), Answers.ALICE, "alice");
    new Profiles(typist.settings().home()).add(own);
    new CredentialFile(typist.settings().home()).put(Binding.of(own), server.key.reveal());

    Ran ran = doctor("--profile", "own");

    assertEquals(0, ran.status(), ran.out() + ran.err());
    assertTrue(ran.out().contains("is started when it is needed"), ran.out());
    assertTrue(ran.out().contains("at the daemon of this machine"), ran.out());
  }

  @Test
  void a_file_of_keys_is_said_to_be_plain() throws IOException {
    assertTrue(doctor().out().contains("not encrypted"));
  }

  @Test
  void what_others_may_read_is_told_and_repaired() throws IOException {
    mode(typist.config.resolve("credentials.json"), "rw-r--r--");
    mode(typist.config.resolve("config.json"), "rw-rw-rw-");
    assertFound("files", "may read " + typist.config.resolve("credentials.json"), "--fix");
    assertFound("files", "may write " + typist.config.resolve("config.json"), "--fix");
    assertFound("key", "chmod 600", "");

    Ran ran = doctor("--fix");

    assertEquals(0, ran.status(), ran.out());
    assertTrue(ran.out().contains("it was rw-r--r--"), ran.out());
    assertEquals("rw-------", mode(typist.config.resolve("credentials.json")));
    assertEquals("rw-r--r--", mode(typist.config.resolve("config.json")));
  }

  @Test
  void a_config_that_cannot_be_read_is_told_and_the_rest_waits() throws IOException {
    Files.writeString(typist.config.resolve("config.json"), "{ not json");
    JsonNode json = assertFound("profile", "it is not JSON", "Correct it");
    assertTrue(json.toString().contains("\"host\""), "what does not need it is looked at");
  }

  @Test
  void a_profile_that_does_not_exist_is_told() throws IOException {
    image();
    server();
    Ran ran = typist.type("doctor", "--json", "--profile", "zoe");
    assertFound(ran, "profile", "zoe", "a2a profile list");
  }

  @Test
  void no_agent_yet_is_no_fault() throws IOException {
    Files.delete(typist.config.resolve("config.json"));
    image();
    server();
    Ran ran = typist.type("doctor", "--json", "--server", server.url());

    assertEquals(0, ran.status(), ran.out());
    assertTrue(ran.out().contains("a2a register NAME"), ran.out());
  }

  @Test
  void a_key_that_is_not_there_is_told() throws IOException {
    Files.delete(typist.config.resolve("credentials.json"));
    assertFound("key", "is not in", "a2a login --profile default");
  }

  @Test
  void a_keychain_that_nobody_can_reach_is_told() throws IOException {
    Path config = typist.config.resolve("config.json");
    Files.writeString(config, Files.readString(config).replace("\"file\"", "\"keychain\""));
    assertFound("key", "there is no session bus", "");
  }

  @Test
  void a_server_that_is_away_is_told() throws IOException {
    server.close();
    image();
    assertFound(typist.type("doctor", "--json"), "server", "Nobody answers", "a2a daemon start");
  }

  @Test
  void a_server_that_is_something_else_is_told() throws IOException {
    image();
    server.say(200, "{}").say(404, "not here");
    assertFound(typist.type("doctor", "--json"), "server", "is no a2a-daemon", "a2a daemon status");
  }

  @Test
  void a_daemon_of_an_older_version_is_told() throws IOException {
    serverVersion = "0.0.1";
    assertFound("server", "still runs a2a 0.0.1", "a2a daemon stop && a2a daemon start");
  }

  @Test
  void a_daemon_that_cannot_store_is_told() throws IOException {
    image();
    server.say(507, "{}").say(200, hello());
    assertFound(typist.type("doctor", "--json"), "server", "cannot keep mail", "a2a daemon logs");
  }

  @Test
  void damaged_mail_is_told_and_a_machine_without_mail_is_well() throws IOException {
    mail = GOOD_MAIL.replace("true", "false");
    assertFound("mail", "is damaged", "a2a daemon check");
    Files.delete(typist.data.resolve("a2a.db"));
    assertEquals(0, doctor().status());
  }

  @Test
  void a_bridge_whose_call_fails_is_told() throws IOException {
    whoami = "{\"isError\":true,\"content\":[{\"type\":\"text\",\"text\":\"not now \\u001b[2J\"}]}";
    assertFound("bridge", "a call says: not now", "");
    assertFalse(doctor().out().contains("\u001b"));
  }

  @Test
  void a_bridge_that_ends_at_once_is_told() throws IOException {
    image();
    image.launcher("a2a-bridge", "echo a2a-bridge " + OURS);
    server();
    assertFound(typist.type("doctor", "--json"), "bridge", "failed its test", "");
  }
}
