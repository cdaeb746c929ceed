package dev.a2a.bridge.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChangeTest {
  private static final Command BRIDGE =
      new Command("/home/alice/.local/bin/a2a-bridge", List.of("--profile", "work"));

  @TempDir Path home;

  static Stream<String> ids() {
    return hosts(Path.of("/nowhere")).all().stream().map(Host::id);
  }

  private static Hosts hosts(Path home) {
    return new Hosts(new Machine(Map.of("HOME", home.toString()), false, false));
  }

  private Host host(String id) {
    return hosts(home).get(id);
  }

  private void put(Host host, String text) throws IOException {
    Files.createDirectories(host.file().getParent());
    Files.writeString(host.file(), text);
  }

  private static String add(Host host) throws Unusable, IOException {
    Change.add(host, BRIDGE).write();
    return Files.readString(host.file());
  }

  /// Every line that was there is there, in order and to the letter, but for a comma.
  private static void assertKept(String before, String after) {
    List<String> left = after.lines().toList();
    int at = 0;
    for (String line : before.lines().toList()) {
      while (at < left.size() && !left.get(at).replace(",", "").equals(line.replace(",", ""))) {
        at++;
      }
      assertTrue(at < left.size(), "lost: " + line + "\nin\n" + after);
      at++;
    }
  }

  @ParameterizedTest
  @MethodSource("ids")
  void a_missing_file_is_made_with_our_entry_alone(String id) throws Exception {
    Host host = host(id);

    add(host);

    assertEquals(List.of("a2a"), host.read().entries().stream().map(Entry::name).toList());
    assertEquals(BRIDGE, host.read().ours().orElseThrow().command());
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(host.file())));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void an_empty_file_is_as_good_as_none(String id) throws Exception {
    Host host = host(id);
    put(host, "");

    add(host);

    assertEquals(BRIDGE, host.read().ours().orElseThrow().command());
  }

  @ParameterizedTest
  @MethodSource("ids")
  void everything_else_stays_to_the_letter(String id) throws Exception {
    Host host = host(id);
    put(host, HostFiles.realistic(host));
    int before = host.read().entries().size();

    String after = add(host);

    assertKept(HostFiles.realistic(host), after);
    assertEquals(before + 1, host.read().entries().size());
    assertEquals(BRIDGE, host.read().ours().orElseThrow().command());
  }

  @ParameterizedTest
  @MethodSource("ids")
  void windows_line_ends_stay_and_new_lines_have_them_too(String id) throws Exception {
    Host host = host(id);
    put(host, HostFiles.realistic(host).replace("\n", "\r\n"));

    String after = add(host);

    assertFalse(after.replace("\r\n", "").contains("\n"), after);
    assertEquals(BRIDGE, host.read().ours().orElseThrow().command());
  }

  @ParameterizedTest
  @MethodSource("ids")
  void a_second_time_changes_nothing(String id) throws Exception {
    Host host = host(id);
    put(host, HostFiles.realistic(host));
    add(host);

    assertTrue(Change.add(host, BRIDGE).nothing());
  }

  @ParameterizedTest
  @MethodSource("ids")
  void another_path_changes_only_what_is_started(String id) throws Exception {
    Host host = host(id);
    put(host, HostFiles.realistic(host));
    String before = add(host);
    Command other = new Command("/opt/homebrew/opt/a2a/bin/a2a-bridge", List.of());

    Change.add(host, other).write();

    assertEquals(other, host.read().ours().orElseThrow().command());
    String after = Files.readString(host.file());
    assertEquals(
        before.lines().filter(l -> !l.contains("a2a-bridge") && !l.contains("--profile")).toList(),
        after
            .lines()
            .filter(l -> !l.contains("a2a-bridge") && !l.matches("\\s*\"?args\"?( =|:) \\[\\],?"))
            .toList());
  }

  @ParameterizedTest
  @MethodSource("ids")
  void what_others_wrote_since_stays_when_the_entry_is_taken_back(String id) throws Exception {
    Host host = host(id);
    put(host, HostFiles.realistic(host));
    Change change = Change.add(host, BRIDGE);
    change.write();
    String since = Files.readString(host.file()).replace("dark", "light").replace("12", "13");
    put(host, since);

    Change.takeBack(host, change.entryBefore(), Objects.requireNonNull(change.entry())).write();

    assertTrue(host.read().ours().isEmpty());
    assertEquals(
        HostFiles.realistic(host).replace("dark", "light").replace("12", "13").replace("\n", ""),
        Files.readString(host.file()).replace("\n", ""));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void an_entry_that_a_person_changed_is_not_taken_back(String id) throws Exception {
    Host host = host(id);
    put(host, HostFiles.realistic(host));
    Change change = Change.add(host, BRIDGE);
    change.write();
    put(host, Files.readString(host.file()).replace("\"work\"", "\"play\""));

    assertThrows(
        Unusable.class,
        () -> Change.takeBack(host, change.entryBefore(), Objects.requireNonNull(change.entry())));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void a_broken_file_is_left_alone(String id) throws Exception {
    Host host = host(id);
    put(host, "{ \"mcpServers\": [mcp_servers");
    byte[] before = Files.readAllBytes(host.file());

    Unusable no = assertThrows(Unusable.class, () -> Change.add(host, BRIDGE));

    assertTrue(no.why().contains(" at line 1"), no.why());
    assertEquals(no.why(), host.read().broken().orElseThrow());
    assertArrayEquals(before, Files.readAllBytes(host.file()));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void a_read_only_file_is_left_alone(String id) throws Exception {
    Host host = host(id);
    put(host, HostFiles.realistic(host));
    Files.setPosixFilePermissions(host.file(), PosixFilePermissions.fromString("r--r-----"));

    Unusable no = assertThrows(Unusable.class, () -> Change.add(host, BRIDGE));

    assertEquals("it is read-only", no.why());
  }

  @ParameterizedTest
  @MethodSource("ids")
  void a_link_is_followed_and_the_mode_of_its_target_kept(String id) throws Exception {
    Host host = host(id);
    Path target = Files.createDirectories(home.resolve("dotfiles")).resolve("settings");
    Files.writeString(target, HostFiles.realistic(host));
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
    Path folder = Objects.requireNonNull(host.file().getParent());
    Files.createDirectories(folder);
    Files.createSymbolicLink(host.file(), folder.relativize(target));

    add(host);

    assertTrue(Files.isSymbolicLink(host.file()));
    assertTrue(Files.readString(target).contains("a2a-bridge"));
    assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
    try (Stream<Path> files = Files.list(target.getParent())) {
      assertEquals(1, files.count());
    }
  }

  @ParameterizedTest
  @MethodSource("ids")
  void a_file_that_changes_meanwhile_is_left_alone(String id) throws Exception {
    Host host = host(id);
    put(host, HostFiles.realistic(host));
    Change change = Change.add(host, BRIDGE);
    put(host, HostFiles.realistic(host) + "\n");

    assertThrows(Unusable.class, change::write);

    assertEquals(HostFiles.realistic(host) + "\n", Files.readString(host.file()));
  }

  @Test
  void another_server_under_our_name_is_left_alone() throws Exception {
    Host host = host("cursor");
    put(host, "{\"mcpServers\": {\"a2a\": {\"command\": \"npx\", \"args\": [\"other\"]}}}");

    Unusable no = assertThrows(Unusable.class, () -> Change.add(host, BRIDGE));

    assertTrue(no.why().contains("rename"), no.why());
  }

  @Test
  void a_bridge_under_another_name_is_not_doubled() throws Exception {
    Host host = host("cursor");
    put(host, "{\"mcpServers\": {\"mail\": {\"command\": \"a2a-bridge\"}}}");

    Unusable no = assertThrows(Unusable.class, () -> Change.add(host, BRIDGE));

    assertTrue(no.why().contains("\"mail\""), no.why());
  }

  @Test
  void the_rest_of_our_entry_is_its_owners() throws Exception {
    Host host = host("cursor");
    put(
        host,
        """
        {"mcpServers": {"a2a": {"command": "a2a-bridge", "env": {"A2A_TOOLS": "core"}}}}
        """);

    String after = add(host);

    assertTrue(after.contains("\"env\": {\"A2A_TOOLS\": \"core\"}"), after);
    assertEquals(BRIDGE, host.read().ours().orElseThrow().command());
  }

  @Test
  void toml_that_is_written_inline_is_left_alone() throws Exception {
    Host host = host("codex");
    put(host, "mcp_servers = { github = { command = \"gh-mcp\" } }\n");

    Unusable no = assertThrows(Unusable.class, () -> Change.add(host, BRIDGE));

    assertTrue(no.why().contains("by hand"), no.why());
  }

  @Test
  void a_line_that_only_looks_like_our_table_is_not_taken_for_it() throws Exception {
    Host host = host("codex");
    put(host, "notes = '''\n[mcp_servers.a2a]\ncommand = \"x\"\n'''\n");

    String after = add(host);

    assertTrue(after.startsWith("notes = '''\n[mcp_servers.a2a]\ncommand = \"x\"\n'''\n"), after);
    Command other = new Command("/x/a2a-bridge", List.of());
    assertThrows(Unusable.class, () -> Change.add(host, other));
    assertEquals(after, Files.readString(host.file()));
  }

  @Test
  void one_line_of_json_and_a_byte_order_mark_are_kept() throws Exception {
    Host host = host("cursor");
    put(host, "\uFEFF{\"a\":1,\"mcpServers\":{}}");

    String after = add(host);

    assertTrue(after.startsWith("\uFEFF{\"a\":1,\"mcpServers\":{\n"), after);
    assertEquals(BRIDGE, host.read().ours().orElseThrow().command());
  }

  @Test
  void a_key_in_a_file_and_a_bridge_in_an_ignored_one_are_seen() throws Exception {
    Host host = host("claude-code");
    put(
        host,
        """
        {"mcpServers": {"mail": {"type": "http", "headers": {"Authorization": "Bearer a2a_sk_x"}}}}
        """);
    Path ignored = Files.createDirectories(home.resolve(".claude")).resolve("settings.json");
    Files.writeString(ignored, "{\"mcpServers\": {\"a2a\": {\"command\": \"a2a-bridge\"}}}");

    Reading reading = host.read();

    assertEquals("mail", reading.secrets().getFirst().name());
    assertEquals(List.of(ignored), reading.ignored());
    assertTrue(reading.bridges().isEmpty());
  }
}
