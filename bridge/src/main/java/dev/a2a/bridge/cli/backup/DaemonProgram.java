package dev.a2a.bridge.cli.backup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.bridge.cli.daemon.Surroundings;
import dev.a2a.bridge.cli.daemon.Where;
import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.link.Programs;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Runs `a2a-daemon` for one thing that it does in place of serving, until it ends, and reads the
/// JSON that it prints. Ended together with this program.
public final class DaemonProgram {
  private final Programs programs;
  private final Common common;
  private final Where where;

  public DaemonProgram(Programs programs, Common common, Where where) {
    this.programs = programs;
    this.common = common;
    this.where = where;
  }

  /// What it answered; what it refused is thrown in its own words.
  public <T> T ask(List<String> what, Class<T> answer) throws InterruptedException {
    List<String> arguments = new ArrayList<>(what);
    arguments.addAll(where.arguments());
    ProcessBuilder builder = new ProcessBuilder(programs.daemon(arguments));
    Surroundings.give(builder, common.shell());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD); // The refusal is in the JSON too.
    try {
      Process process = builder.start();
      Thread hook = new Thread(process::destroy);
      Runtime.getRuntime().addShutdownHook(hook);
      JsonNode said = Json.answers().readTree(process.getInputStream());
      process.waitFor();
      Runtime.getRuntime().removeShutdownHook(hook);
      if (said.path("code").isTextual()) {
        throw new Refusal(
            new Problem.Said(
                said.path("code").asText(),
                said.path("status").asInt(500),
                said.path("detail").asText()));
      }
      if (said.isObject()) {
        return Json.answers().treeToValue(said, answer);
      }
    } catch (IOException | IllegalStateException _) {
      // Said below, as for an answer that is none; or this program is being ended.
    }
    throw new Refusal(
        new Problem.ProgramFailed(
            "a2a-daemon", builder.command().getFirst() + " cannot be run, or broke off."));
  }
}
