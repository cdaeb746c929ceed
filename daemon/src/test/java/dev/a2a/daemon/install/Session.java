package dev.a2a.daemon.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.shared.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.Objects;

/// An agent's host, and the bridge that it started.
final class Session implements AutoCloseable {
  private final Process process;
  private final Writer in;
  private final BufferedReader out;
  private final String version;

  Session(Process process) throws IOException {
    this.process = process;
    in = process.outputWriter(UTF_8);
    out = process.inputReader(UTF_8);
    version =
        ask("""
        {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":\
        "2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}\
        """)
            .path("serverInfo")
            .path("version")
            .asText();
    in.write("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n");
  }

  /// Which the bridge says it is.
  String version() {
    return version;
  }

  JsonNode call(String tool, String arguments) throws IOException {
    JsonNode result =
        ask(
            """
            {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"%s","arguments":%s}}\
            """
                .formatted(tool, arguments));
    assertFalse(result.path("isError").asBoolean(), result::toString);
    return result.path("structuredContent");
  }

  private JsonNode ask(String request) throws IOException {
    in.write(request + "\n");
    in.flush();
    String line = Objects.requireNonNull(out.readLine(), "the bridge ended");
    JsonNode answer = Json.answers().readTree(line);
    return Objects.requireNonNull(answer.get("result"), line);
  }

  @Override
  public void close() throws IOException {
    in.close();
    process.onExit().join();
  }
}
