package dev.a2a.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.bridge.cli.Typist.Ran;
import dev.a2a.shared.home.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A machine on which all is well, for tests that spoil it. Programs are small scripts here; the
/// real ones are examined by `DoctorIT`.
abstract class DoctorMachine {
  static final String OURS = Version.ofThisBuild().number();
  static final String GOOD_MAIL =
      """
      {"good":true,"database":"/d/a2a.db","structure":[],"references":0,
       "mail":{"messages":3,"damaged_messages":[],"wrong_conversations":[]}}\
      """;

  @TempDir Path folder;
  Typist typist;
  Image image;
  Answers server;
  Path bin;
  String mail = GOOD_MAIL;
  String daemonVersion = OURS;
  String serverVersion = OURS;
  String whoami =
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

  static String unzipped(Path file) throws IOException {
    StringBuilder packed = new StringBuilder();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      while (zip.getNextEntry() != null) {
        packed.append(new String(zip.readAllBytes(), UTF_8));
      }
    }
    return packed.toString();
  }

  JsonNode assertFound(String check, String says, String repair) throws IOException {
    return assertFound(doctor("--json"), check, says, repair);
  }

  static JsonNode assertFound(Ran ran, String check, String says, String repair)
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

  Ran doctor(String... options) throws IOException {
    image();
    server();
    List<String> words = new ArrayList<>(List.of("doctor"));
    words.addAll(List.of(options));
    return typist.type(words.toArray(String[]::new));
  }

  void server() {
    server.say(200, "{\"status\":\"ready\"}").say(200, hello());
  }

  String hello() {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"serverInfo\":{\"name\":\"a2a\","
        + "\"version\":\""
        + serverVersion
        + "\"}}}";
  }

  void image() throws IOException {
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

  static String answer(int id, String result) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}\n";
  }

  /// The file of a host, as it is.
  String host() throws IOException {
    return Files.readString(folder.resolve(".cursor/mcp.json"));
  }

  void host(String config) throws IOException {
    Files.createDirectories(folder.resolve(".cursor"));
    Files.writeString(folder.resolve(".cursor/mcp.json"), config);
  }

  static void mode(Path file, String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  static String text(JsonNode finding, String name) {
    return finding.path(name).asText();
  }
}
