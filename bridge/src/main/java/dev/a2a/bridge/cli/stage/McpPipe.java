package dev.a2a.bridge.cli.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Speaks to a bridge as a host does: MCP over the bridge's standard input and output, one request
/// at a time. No wait is longer than its limit; what the bridge does not do is thrown as `failed`
/// says.
public final class McpPipe {
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final String VERSION = "2025-11-25";

  private final Process bridge;
  private final Function<String, Problem> failed;
  private final Writer out;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private int lastId;
  private volatile String firstWords = "";

  public McpPipe(Process bridge, Function<String, Problem> failed) {
    this.bridge = bridge;
    this.failed = failed;
    this.out = bridge.outputWriter(StandardCharsets.UTF_8);
    Thread.ofVirtual().start(() -> read(bridge.inputReader(StandardCharsets.UTF_8), false));
    Thread.ofVirtual().start(() -> read(bridge.errorReader(StandardCharsets.UTF_8), true));
  }

  /// The handshake; returns the name by which the server goes.
  public String initialize() {
    ObjectNode hello = parameters(Map.of("protocolVersion", VERSION, "capabilities", Map.of()));
    hello.putObject("clientInfo").put("name", "a2a").put("version", "1");
    JsonNode result = ask("initialize", hello);
    send(message("notifications/initialized", Json.answers().createObjectNode()));
    return result.path("serverInfo").path("name").asText();
  }

  /// Calls a tool; returns the `structuredContent` of its result.
  public JsonNode call(String tool, Map<String, ?> arguments) {
    JsonNode result = result(tool, arguments);
    if (result.path("isError").asBoolean()) {
      throw broken(tool + " answered: " + result.path("content").path(0).path("text").asText());
    }
    return result.path("structuredContent");
  }

  /// Calls a tool; returns its result, be it an error or not.
  public JsonNode result(String tool, Map<String, ?> arguments) {
    return ask("tools/call", parameters(Map.of("name", tool, "arguments", arguments)));
  }

  /// How many tools the bridge lists.
  public int tools() {
    return ask("tools/list", Json.answers().createObjectNode()).path("tools").size();
  }

  private JsonNode ask(String method, ObjectNode parameters) {
    int id = ++lastId;
    send(message(method, parameters).put("id", id));
    long deadline = System.nanoTime() + ANSWER.toNanos();
    while (true) {
      JsonNode answer = next(deadline, method);
      if (answer.path("id").asInt() == id) {
        if (answer.has("error")) {
          throw broken(method + " answered: " + answer.path("error").path("message").asText());
        }
        return answer.path("result");
      }
    }
  }

  private JsonNode next(long deadline, String method) {
    try {
      @Nullable String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == null) {
        throw broken("no answer to " + method + " in " + ANSWER.toSeconds() + " seconds.");
      }
      if (line.isEmpty()) {
        throw broken("it ended before it answered " + method + ". " + firstWords);
      }
      return Json.answers().readTree(line);
    } catch (JsonProcessingException _) {
      throw broken("what it wrote is not JSON.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw broken("the wait for it was interrupted.");
    }
  }

  private void send(ObjectNode message) {
    try {
      out.write(Json.write(message) + "\n");
      out.flush();
    } catch (IOException _) {
      throw broken("it does not listen any more. " + firstWords);
    }
  }

  private void read(BufferedReader from, boolean words) {
    try (from) {
      for (String line = from.readLine(); line != null; line = from.readLine()) {
        if (words) {
          firstWords = firstWords.isEmpty() ? line : firstWords;
        } else if (!line.isBlank()) {
          lines.add(line);
        }
      }
    } catch (IOException _) {
      // The bridge is gone, as below.
    }
    if (!words) {
      lines.add("");
    }
  }

  private static ObjectNode message(String method, ObjectNode parameters) {
    ObjectNode message = Json.answers().createObjectNode();
    message.put("jsonrpc", "2.0").put("method", method);
    message.set("params", parameters);
    return message;
  }

  private static ObjectNode parameters(Map<String, ?> values) {
    return Objects.requireNonNull(Json.answers().valueToTree(values), "a map is an object");
  }

  private RuntimeException broken(String why) {
    return new Refusal(failed.apply("a2a-bridge, process " + bridge.pid() + ": " + why));
  }
}
