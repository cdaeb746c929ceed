package dev.a2a.bridge.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.bridge.cli.stage.McpPipe;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.link.Programs;
import dev.a2a.shared.api.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Does a bridge do its work, as a host would start it?
record BridgeExamination(Shell shell, Programs programs, Identity identity, List<String> arguments)
    implements Examination {
  private static final long END_SECONDS = 3;

  @Override
  public String check() {
    return "bridge";
  }

  @Override
  public List<Finding> findings() throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(programs.bridge(arguments));
    builder.environment().clear();
    builder.environment().putAll(shell.env());
    Process process;
    try {
      process = builder.start();
    } catch (IOException _) {
      return List.of(
          Finding.wrong(
              check(),
              builder.command().getFirst() + " cannot be run.",
              "Install again: sh install.sh --force"));
    }
    try {
      return List.of(talk(new McpPipe(process, Problem.SelfTestFailed::new)));
    } finally {
      process.destroy();
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  private Finding talk(McpPipe bridge) {
    bridge.initialize();
    int tools = bridge.tools();
    if (tools == 0) {
      return Finding.wrong(check(), "The bridge lists no tools.", null);
    }
    if (identity.profile().isEmpty() && !identity.keyIsGiven()) {
      // A call would have no key, and could start a daemon that nobody needs yet.
      return Finding.ok(check(), "A bridge started and listed " + tools + " tools.");
    }
    JsonNode result = bridge.result("a2a_whoami", Map.of());
    String said = result.path("content").path(0).path("text").asText();
    return !result.path("isError").asBoolean()
        ? Finding.ok(check(), "A bridge started, listed " + tools + " tools and answered a call.")
        : Finding.wrong(check(), "A bridge lists its tools, but a call says: " + said, null);
  }
}
