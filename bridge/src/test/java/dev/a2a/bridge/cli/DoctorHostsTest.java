package dev.a2a.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.bridge.cli.Typist.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// What is found in the files of hosts, and what is packed for support.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DoctorHostsTest extends DoctorMachine {
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
    assertFound("host", "/gone/a2a-bridge, which is not there", "a2a doctor --fix");
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
  void a_host_that_starts_what_is_gone_is_repaired_and_can_be_put_back() throws IOException {
    String before =
        """
        { // mine
          "mcpServers": {
            "a2a": {"command": "/gone/a2a-bridge", "args": ["--profile", "default"], "env": {"X": "1"}}
          }
        }
        """;
    host(before);
    assertEquals(1, doctor().status());
    assertEquals(before, host(), "nothing was repaired unasked");

    Ran ran = doctor("--fix");

    assertEquals(0, ran.status(), ran.out());
    assertTrue(ran.out().contains("it was /gone/a2a-bridge"), ran.out());
    assertEquals(before.replace("/gone", bin.toString()), host());
    assertEquals(0, typist.type("setup", "--undo", "cursor", "--yes").status());
    assertEquals(before, host());
  }

  @Test
  void a_file_that_is_protected_is_not_repaired() throws IOException {
    host("{\"mcpServers\":{\"a2a\":{\"command\":\"/gone/a2a-bridge\"}}}");
    String before = host();
    mode(folder.resolve(".cursor/mcp.json"), "r--r--r--");

    assertFound(doctor("--fix", "--json"), "host", "which is not there", "not be repaired");

    assertEquals(before, host());
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
}
