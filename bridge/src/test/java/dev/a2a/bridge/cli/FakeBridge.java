package dev.a2a.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.a2a.bridge.link.DaemonClient;
import dev.a2a.bridge.link.Identity;
import dev.a2a.shared.home.Settings;
import dev.a2a.shared.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Map;

/// A program that looks like `a2a-bridge` from outside. It serves no call before `initialized`.
final class FakeBridge {
  private FakeBridge() {}

  public static void main(String[] args) throws IOException {
    Identity identity = new Identity(Settings.of(Map.of()));
    DaemonClient daemon = new DaemonClient(identity.server(), identity::key);
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    boolean initialized = false;
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode asked = Json.answers().readTree(line);
      ObjectNode answer = Json.answers().createObjectNode().put("jsonrpc", "2.0");
      answer.set("id", asked.path("id"));
      JsonNode params = asked.path("params");
      switch (asked.path("method").asText()) {
        case "initialize" -> {
          // Hosts must bear notifications that come in between.
          out.println("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\"}");
          answer.putObject("result").putObject("serverInfo").put("name", "fake-bridge");
          out.println(Json.write(answer));
        }
        case "notifications/initialized" -> initialized = true;
        default -> {
          String result =
              initialized
                  ? daemon.callTool(
                      params.path("name").asText(), Json.write(params.path("arguments")), false)
                  : "{\"isError\":true}";
          answer.set("result", Json.answers().readTree(result));
          out.println(Json.write(answer));
        }
      }
    }
  }
}
