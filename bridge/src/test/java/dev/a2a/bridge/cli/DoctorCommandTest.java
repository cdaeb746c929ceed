package dev.a2a.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import dev.a2a.shared.home.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each finding, once where it shows and once where it does not: [#all_is_well_on_a_good_machine]
/// has every check without a fault. Programs are small scripts here; the real ones are examined by
/// `DoctorIT`.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DoctorCommandTest {
  private static final String OURS = Version.ofThisBuild().number();
  private static final String GOOD_MAIL =
      """
      {"good":true,"database":"/d/a2a.db","structure":[],"references":0,
       "mail":{"messages":3,"damaged_messages":[],"wrong_conversations":[]}}\
      """;

  @TempDir Path folder;
  private Typist typist;
  private Image image;
  private Answers server;
  private Path bin;
  private String mail = GOOD_MAIL;
  private String daemonVersion = OURS;
  private String serverVersion = OURS;
  private String whoami =
      "{\"isError\":false,\"content\":[{\"type\":\"text\",\"text\":\"you are alice\"}]}";

  @BeforeEach
  void a_good_machine() throws IOException {
    image = new Image(folder.resolve("image"));
    image.launcher("a2a", "exit 0");
    typist = new Typist(folder);
    typist.programs = image.programs();
    server = new Answers();
    server.as(typist, "default");
    bin = Files.createDirectory(folder.resolve("bin"));
    for (String program : List.of("a2a", "a2a-bridge", "a2a-daemon")) {
      Files.createSymbolicLink(bin.resolve(program), image.home.resolve("bin/" + program));
    }
    typist.env.put("PATH", bin + ":" + System.getenv("PATH"));
    Files.createDirectories(typist.data);
    Files.writeString(typist.data.resolve("a2a.db"), "stands for mail");
    mode(typist.data, "rwx------");
    mode(typist.data.resolve("a2a.db"), "rw-------");
    host("{\"mcpServers\":{\"a2a\":{\"command\":\"" + bin.resolve("a2a-bridge") + "\"}}}");
  }

  @AfterEach
  void close() {
    server.close();
  }

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

  @Test
  void a_host_without_the_bridge_is_worth_a_note() throws IOException {
    host("{}");
    Ran ran = doctor("--json");
    assertEquals(0, ran.status());
    assertTrue(ran.out().contains("does not know a2a-bridge"), ran.out());
  }

  @Test
  void what_is_wrong_with_a_host_is_told() throws IOException {
    host("{\"mcpServers\":{\"a2a\":{\"command\":\"/gone/a2a-bridge\"}}}");
    assertFound("host", "/gone/a2a-bridge, which is not there", "a2a setup cursor");
    String one = "{\"command\":\"" + bin.resolve("a2a-bridge") + "\"}";
    host("{\"mcpServers\":{\"a2a\":" + one + ",\"mail\":" + one + "}}");
    assertFound("host", "2 entries start a bridge: a2a, mail", "Remove all but one");
    host(
        "{\"mcpServers\":{\"a2a\":{\"command\":\"a2a-bridge\",\"env\":{\"A2A_API_KEY\":\""
            + server.key.reveal()
            + "\"}}}}");
    JsonNode json = assertFound("host", "A key stands in the entry \"a2a\"", "a2a keys rotate");
    assertFalse(json.toString().contains(server.key.reveal()));
    host("{\"mcpServers\":{\"a2a\":{\"command\":\"/usr/bin/other\"}}}");
    assertFound("host", "starts something else", "a2a setup cursor");
    host("{\"mcpServers\":{\"a2a\":{\"command\":\"a2a-bridge\"}}}");
    assertEquals(0, doctor().status(), "the control");
    typist.env.put("PATH", folder.resolve("nothing").toString());
    assertFound("host", "which is not on the PATH", "a2a setup cursor");
    host("{ broken");
    assertFound("host", "cannot be used", "Correct it.");
  }

  @Test
  void a_host_that_starts_another_a2a_is_told() throws IOException {
    Path other = Files.createDirectories(folder.resolve("old/bin")).resolve("a2a-bridge");
    Files.copy(image.home.resolve("bin/a2a-bridge"), other);
    assertTrue(other.toFile().setExecutable(true));
    assertFalse(doctor().out().contains("another a2a"), "the control");
    host("{\"mcpServers\":{\"a2a\":{\"command\":\"" + other + "\"}}}");

    assertTrue(doctor("--json").out().contains("which is another a2a than this one"));
  }

  @Test
  void a_bridge_in_a_file_that_the_host_ignores_is_told() throws IOException {
    Files.createDirectories(folder.resolve(".claude"));
    Files.writeString(
        folder.resolve(".claude/settings.json"),
        "{\"mcpServers\":{\"a2a\":{\"command\":\"a2a-bridge\"}}}");
    assertFound("host", "is not read for MCP servers", "a2a setup claude-code");
  }

  @Test
  void the_bundle_has_the_findings_and_no_key() throws IOException {
    String key = server.key.reveal();
    Path config = typist.config.resolve("config.json");
    Files.writeString(
        config, Files.readString(config).replaceFirst("\\{", "{\"mine\":\"" + key + "\","));
    typist.env.put("A2A_OPERATOR_KEY", key.replace("_sk_", "_ak_"));
    whoami = whoami.replace("you are alice", key).replace("false", "true");
    Path file = folder.resolve("b.zip");

    assertEquals(1, doctor("--bundle", file.toString()).status());

    StringBuilder packed = new StringBuilder();
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        names.add(e.getName());
        packed.append(new String(zip.readAllBytes(), UTF_8));
      }
    }
    String all = packed.toString();
    assertEquals(List.of("findings.json", "system.json", "config.json"), names);
    assertFalse(all.contains(key) || all.contains(key.substring(10)), all);
    assertFalse(all.contains(folder.toString()), all);
    assertTrue(all.contains("a call says: (left out)") && all.contains(Answers.ALICE), all);
    assertEquals("rw-------", mode(file));
    assertEquals(2, doctor("--bundle", file.toString()).status(), "a file is not overwritten");
  }

  @Test
  void neither_a_broken_key_nor_a_password_is_in_the_bundle() throws IOException {
    String key = server.key.reveal();
    String broken = key.substring(0, 20) + " " + key.substring(20);
    whoami = whoami.replace("you are alice", broken).replace("false", "true");
    Path file = folder.resolve("b.zip");
    doctor("--bundle", file.toString());
    String all = unzipped(file);
    assertFalse(all.contains(key.substring(20)), all);

    Path config = typist.config.resolve("config.json");
    Files.writeString(
        config, Files.readString(config).replace("http://", "https://alice:hunter2@"));
    file = folder.resolve("c.zip");
    doctor("--bundle", file.toString());
    all = unzipped(file);
    assertFalse(all.contains("hunter2"), all);
    assertTrue(all.contains("findings"), all);
  }

  @Test
  void a_bundle_without_a_folder_is_refused_before_anything_is_looked_at() throws IOException {
    Ran ran = doctor("--bundle", folder.resolve("nowhere/b.zip").toString());

    assertEquals(2, ran.status());
    assertEquals("", ran.out());
    assertTrue(ran.err().contains("There is no folder"), ran.err());
  }

  private static String unzipped(Path file) throws IOException {
    StringBuilder packed = new StringBuilder();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      while (zip.getNextEntry() != null) {
        packed.append(new String(zip.readAllBytes(), UTF_8));
      }
    }
    return packed.toString();
  }

  private JsonNode assertFound(String check, String says, String repair) throws IOException {
    return assertFound(doctor("--json"), check, says, repair);
  }

  private static JsonNode assertFound(Ran ran, String check, String says, String repair)
      throws IOException {
    assertEquals(1, ran.status(), ran.out() + ran.err());
    JsonNode findings = ran.json().path("findings");
    assertTrue(
        findings
            .valueStream()
            .anyMatch(f ->
                text(f, "check").equals(check)
                    && text(f, "state").equals("wrong")
                    && text(f, "says").contains(says)
                    && text(f, "repair").contains(repair)),
        () -> findings.toPrettyString());
    return findings;
  }

  private Ran doctor(String... options) throws IOException {
    image();
    server();
    List<String> words = new ArrayList<>(List.of("doctor"));
    words.addAll(List.of(options));
    return typist.type(words.toArray(String[]::new));
  }

  private void server() {
    server.say(200, "{\"status\":\"ready\"}").say(200, hello());
  }

  private String hello() {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"serverInfo\":{\"name\":\"a2a\","
        + "\"version\":\""
        + serverVersion
        + "\"}}}";
  }

  private void image() throws IOException {
    Path said = Files.writeString(folder.resolve("check.json"), mail);
    image.launcher(
        "a2a-daemon",
        "case $1 in --version) echo a2a-daemon %s ;; *) cat '%s' ;; esac"
            .formatted(daemonVersion, said));
    String tools = "{\"tools\":[{\"name\":\"a2a_whoami\"}]}";
    Path answers =
        Files.writeString(
            folder.resolve("answers"),
            answer(1, "{\"serverInfo\":{\"name\":\"a2a\"}}")
                + answer(2, tools)
                + answer(3, whoami));
    image.launcher(
        "a2a-bridge",
        "case ${1-} in --version) echo a2a-bridge %s ;; *) cat '%s'; cat >/dev/null ;; esac"
            .formatted(OURS, answers));
  }

  private static String answer(int id, String result) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}\n";
  }

  private void host(String config) throws IOException {
    Files.createDirectories(folder.resolve(".cursor"));
    Files.writeString(folder.resolve(".cursor/mcp.json"), config);
  }

  private static void mode(Path file, String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static String text(JsonNode finding, String name) {
    return finding.path(name).asText();
  }
}
