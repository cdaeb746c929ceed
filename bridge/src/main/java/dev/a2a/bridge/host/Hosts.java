package dev.a2a.bridge.host;

import static dev.a2a.bridge.host.Format.JSON;
import static dev.a2a.bridge.host.Format.JSONC;
import static dev.a2a.bridge.host.Format.TOML;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The hosts that are known, on one machine: one description each.
///
/// Only the files of the person are named, never those of a project.
public final class Hosts {
  private static final List<String> MCP_SERVERS = List.of("mcpServers");

  private final Machine machine;

  public Hosts(Machine machine) {
    this.machine = machine;
  }

  /// All of them, installed or not.
  public List<Host> all() {
    return List.of(
        claudeCode(),
        claudeDesktop(),
        codex(),
        cursor(),
        gemini(),
        copilot(),
        vscode(),
        windsurf(),
        opencode(),
        cline(),
        zed(),
        continueDev());
  }

  /// Those that are on this machine.
  public List<Host> installed() {
    return all().stream().filter(host -> host.installed(machine)).toList();
  }

  /// The host of that id, or a refusal that names the known ones.
  public Host get(String id) {
    List<String> known = all().stream().map(Host::id).toList();
    return all().stream()
        .filter(host -> host.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new Refusal(
                new Problem.BadUsage(
                    "There is no host \""
                        + id
                        + "\". Known are "
                        + String.join(", ", known)
                        + ".")));
  }

  // The settings files of Claude Code are not read for servers: anthropics/claude-code#24477.
  private Host claudeCode() {
    Path moved = machine.variable("CLAUDE_CONFIG_DIR").orElse(machine.home());
    Path folder = machine.variable("CLAUDE_CONFIG_DIR").orElse(home(".claude"));
    Path file = moved.resolve(".claude.json");
    return new Host(
        "claude-code",
        "Claude Code",
        file,
        JSON,
        MCP_SERVERS,
        Shape.STDIO,
        List.of("claude"),
        List.of(file, folder),
        List.of(folder.resolve("settings.json"), folder.resolve("settings.local.json")));
  }

  private Host claudeDesktop() {
    Path folder = machine.applications().resolve("Claude");
    return new Host(
        "claude-desktop",
        "Claude Desktop",
        folder.resolve("claude_desktop_config.json"),
        JSON,
        MCP_SERVERS,
        Shape.PLAIN,
        List.of("claude-desktop"),
        List.of(folder),
        List.of());
  }

  private Host codex() {
    Path folder = machine.variable("CODEX_HOME").orElse(home(".codex"));
    return new Host(
        "codex",
        "Codex",
        folder.resolve("config.toml"),
        TOML,
        List.of("mcp_servers"),
        Shape.PLAIN,
        List.of("codex"),
        List.of(folder),
        List.of());
  }

  private Host cursor() {
    return new Host(
        "cursor",
        "Cursor",
        home(".cursor/mcp.json"),
        JSONC,
        MCP_SERVERS,
        Shape.PLAIN,
        List.of("cursor", "cursor-agent"),
        List.of(home(".cursor")),
        List.of());
  }

  // Other programs keep things in ~/.gemini too, so the folder alone says nothing.
  private Host gemini() {
    Path file =
        machine.variable("GEMINI_CLI_HOME").orElse(machine.home()).resolve(".gemini/settings.json");
    return new Host(
        "gemini",
        "Gemini CLI",
        file,
        JSONC,
        MCP_SERVERS,
        Shape.PLAIN,
        List.of("gemini"),
        List.of(file),
        List.of());
  }

  private Host copilot() {
    Path folder = machine.variable("COPILOT_HOME").orElse(home(".copilot"));
    return new Host(
        "copilot",
        "GitHub Copilot CLI",
        folder.resolve("mcp-config.json"),
        JSON,
        MCP_SERVERS,
        Shape.COPILOT,
        List.of("copilot"),
        List.of(folder),
        List.of());
  }

  private Host vscode() {
    return new Host(
        "vscode",
        "VS Code",
        code().resolve("mcp.json"),
        JSONC,
        List.of("servers"),
        Shape.STDIO,
        List.of("code"),
        List.of(code()),
        List.of());
  }

  private Host windsurf() {
    Path folder = home(".codeium/windsurf");
    return new Host(
        "windsurf",
        "Windsurf",
        folder.resolve("mcp_config.json"),
        JSONC,
        MCP_SERVERS,
        Shape.PLAIN,
        List.of("windsurf"),
        List.of(folder),
        List.of());
  }

  private Host opencode() {
    Path folder = machine.xdgConfig().resolve("opencode");
    Path withComments = folder.resolve("opencode.jsonc");
    return new Host(
        "opencode",
        "opencode",
        Files.exists(withComments) ? withComments : folder.resolve("opencode.json"),
        JSONC,
        List.of("mcp"),
        Shape.ONE_LIST,
        List.of("opencode"),
        List.of(folder),
        List.of());
  }

  private Host cline() {
    Path folder = code().resolve("globalStorage/saoudrizwan.claude-dev");
    return new Host(
        "cline",
        "Cline in VS Code",
        folder.resolve("settings/cline_mcp_settings.json"),
        JSONC,
        MCP_SERVERS,
        Shape.STDIO,
        List.of(),
        List.of(folder),
        List.of());
  }

  private Host zed() {
    Path folder = (machine.windows() ? machine.applications() : machine.xdgConfig()).resolve("zed");
    return new Host(
        "zed",
        "Zed",
        folder.resolve("settings.json"),
        JSONC,
        List.of("context_servers"),
        Shape.PLAIN,
        List.of("zed", "zeditor"),
        List.of(folder),
        List.of());
  }

  // A file of its own in a folder that Continue reads as a whole, beside its config.yaml.
  private Host continueDev() {
    Path folder = machine.variable("CONTINUE_GLOBAL_DIR").orElse(home(".continue"));
    return new Host(
        "continue",
        "Continue",
        folder.resolve("mcpServers/a2a.json"),
        JSONC,
        MCP_SERVERS,
        Shape.PLAIN,
        List.of("cn"),
        List.of(folder),
        List.of());
  }

  private Path home(String path) {
    return machine.home().resolve(path);
  }

  /// Of the person who uses VS Code.
  private Path code() {
    return machine.applications().resolve("Code/User");
  }
}
