package dev.a2a.bridge.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HostsTest {
  @TempDir Path home;

  private static String file(String id, Map<String, String> env, boolean mac) {
    return new Hosts(new Machine(env, mac, false)).get(id).file().toString();
  }

  @ParameterizedTest
  @CsvSource({
    "claude-code,    /h/.claude.json",
    "claude-desktop, /h/.config/Claude/claude_desktop_config.json",
    "codex,          /h/.codex/config.toml",
    "cursor,         /h/.cursor/mcp.json",
    "gemini,         /h/.gemini/settings.json",
    "copilot,        /h/.copilot/mcp-config.json",
    "vscode,         /h/.config/Code/User/mcp.json",
    "windsurf,       /h/.codeium/windsurf/mcp_config.json",
    "opencode,       /h/.config/opencode/opencode.json",
    "zed,            /h/.config/zed/settings.json",
    "continue,       /h/.continue/mcpServers/a2a.json"
  })
  void each_host_has_its_file(String id, String file) {
    assertEquals(file, file(id, Map.of("HOME", "/h"), false));
  }

  @ParameterizedTest
  @CsvSource({
    "claude-code, CLAUDE_CONFIG_DIR,   /x/.claude.json",
    "codex,       CODEX_HOME,          /x/config.toml",
    "gemini,      GEMINI_CLI_HOME,     /x/.gemini/settings.json",
    "copilot,     COPILOT_HOME,        /x/mcp-config.json",
    "opencode,    XDG_CONFIG_HOME,     /x/opencode/opencode.json",
    "continue,    CONTINUE_GLOBAL_DIR, /x/mcpServers/a2a.json"
  })
  void a_variable_moves_it_and_a_relative_one_does_not(String id, String name, String file) {
    assertEquals(file, file(id, Map.of("HOME", "/h", name, "/x"), false));
    assertEquals(
        file(id, Map.of("HOME", "/h"), false), file(id, Map.of("HOME", "/h", name, "x"), false));
  }

  @Test
  void a_mac_keeps_applications_elsewhere() {
    assertEquals(
        "/h/Library/Application Support/Code/User/mcp.json",
        file("vscode", Map.of("HOME", "/h"), true));
  }

  @Test
  void a_host_is_installed_if_it_is_on_the_path_or_left_a_trace() throws IOException {
    Path bin = Files.createDirectories(home.resolve("bin"));
    Path codex = Files.writeString(bin.resolve("codex"), "");
    Files.createDirectories(home.resolve(".cursor"));
    Machine machine =
        new Machine(Map.of("HOME", home.toString(), "PATH", bin.toString()), false, false);
    assertEquals(List.of("cursor"), ids(machine));

    assertTrue(codex.toFile().setExecutable(true));

    assertEquals(List.of("codex", "cursor"), ids(machine));
  }

  private static List<String> ids(Machine machine) {
    return new Hosts(machine).installed().stream().map(Host::id).toList();
  }

  @Test
  void the_bridge_is_named_by_a_link_that_outlives_its_version() throws IOException {
    Path version = Files.createDirectories(home.resolve("versions/1/bin"));
    Path bridge = Files.writeString(version.resolve("a2a-bridge"), "");
    Machine machine = new Machine(Map.of("HOME", home.toString()), false, false);
    assertEquals(bridge, BridgePath.stable(bridge, machine));

    Path link = Files.createDirectories(home.resolve(".local/bin")).resolve("a2a-bridge");
    Files.createSymbolicLink(link, bridge);
    assertEquals(link, BridgePath.stable(bridge, machine));

    Path sdkman = Files.createDirectories(home.resolve(".sdkman/candidates/a2a"));
    Files.createSymbolicLink(sdkman.resolve("current"), home.resolve("versions/1"));
    assertEquals(sdkman.resolve("current/bin/a2a-bridge"), BridgePath.stable(bridge, machine));
  }

  @Test
  void a_link_to_another_bridge_is_not_ours() throws IOException {
    Path bridge =
        Files.writeString(
            Files.createDirectories(home.resolve("versions/2/bin")).resolve("a2a-bridge"), "");
    Path other = Files.writeString(home.resolve("other"), "");
    Path link = Files.createDirectories(home.resolve(".local/bin")).resolve("a2a-bridge");
    Files.createSymbolicLink(link, other);

    assertEquals(
        bridge,
        BridgePath.stable(bridge, new Machine(Map.of("HOME", home.toString()), false, false)));
  }
}
