package dev.a2a.bridge.cli.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.TextInput;
import dev.a2a.shared.api.AgentCapabilities;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.SetCapabilities;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Replaces what this agent says it can do.
@Command(
    name = "set",
    description = "Replace what you can do by the JSON in a file: [{\"id\", \"title\", ...}].",
    footer = {
      "%nExample:",
      "  echo '[{\"id\": \"review\", \"title\": \"Reviews Java\"}]' | a2a capabilities set -"
    })
public final class SetCapabilitiesCommand implements Callable<Integer> {
  private static final int MAX_BYTES = 512 << 10;

  @Mixin final Common common;

  @Parameters(paramLabel = "FILE", description = "A list, as --json shows it; - reads stdin.")
  String file = "";

  public SetCapabilitiesCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    SetCapabilities request = request(text());
    AgentCapabilities answer =
        common
            .client()
            .call("PUT", "/v1/capabilities", Optional.of(request), AgentCapabilities.class);
    return common.print(answer, screen -> CapabilitiesCommand.show(answer, screen));
  }

  private String text() {
    if (file.equals("-")) {
      return new TextInput("standard input", common.shell().in()).all(MAX_BYTES);
    }
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return new TextInput("the file " + file, in).all(MAX_BYTES);
    } catch (NoSuchFileException _) {
      throw unusable("there is no such file");
    } catch (IOException _) {
      throw unusable("it cannot be read");
    }
  }

  /// The list itself, or the object around it that the other command prints.
  private static SetCapabilities request(String text) {
    JsonNode given = Json.tree(text.getBytes(StandardCharsets.UTF_8));
    JsonNode list = given.isObject() ? given.path("capabilities") : given;
    if (!list.isArray()) {
      throw new Refusal(
          new Problem.BadUsage(
              "The JSON must be a list, such as [{\"id\": \"review\", \"title\": \"Reviews\"}]."));
    }
    return Json.request(
        JsonNodeFactory.instance.objectNode().set("capabilities", list), SetCapabilities.class);
  }

  private Refusal unusable(String why) {
    return new Refusal(new Problem.BadUsage("The file " + file + " cannot be used: " + why + "."));
  }
}
