package dev.a2a.daemon.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.json.Json;

/// JSON with MCP's names (camelCase) and our limits: depth, duplicate keys, one value.
final class McpJson {
  private static final JsonFactory LIMITED = Json.requests().getFactory();

  private McpJson() {}

  /// For the SDK, whose records carry their own annotations.
  static ObjectMapper mapper() {
    return new ObjectMapper(LIMITED.copy());
  }

  /// A JSON-RPC 2.0 request or notification, or a refusal. Batches are not part of MCP since
  /// 2025-06-18.
  static JsonNode parse(byte[] body) {
    JsonNode message = Json.tree(body);
    if (!message.path("jsonrpc").asText().equals("2.0") || !message.path("method").isTextual()) {
      throw malformed("it is not a JSON-RPC 2.0 request");
    }
    JsonNode id = message.path("id");
    if (!id.isMissingNode() && !id.isIntegralNumber() && !(id.isTextual() && whole(id.asText()))) {
      throw malformed("id must be a string or a whole number");
    }
    objectIfAny(message, "params");
    objectIfAny(message.path("params"), "_meta");
    if (message.path("method").asText().equals("initialize")) {
      checkInitialize(message.path("params"));
    }
    return message;
  }

  /// What the SDK takes for granted.
  private static void checkInitialize(JsonNode params) {
    JsonNode client = params.path("clientInfo");
    if (!params.path("protocolVersion").isTextual()
        || !params.path("capabilities").isObject()
        || !client.path("name").isTextual()
        || !client.path("version").isTextual()) {
      throw malformed("initialize needs protocolVersion, capabilities and clientInfo");
    }
  }

  private static void objectIfAny(JsonNode parent, String name) {
    if (parent.has(name) && !parent.path(name).isObject()) {
      throw malformed(name + " must be an object");
    }
  }

  private static boolean whole(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private static Refusal malformed(String why) {
    return new Refusal(new Problem.MalformedJson(why));
  }
}
