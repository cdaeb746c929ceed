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
      throw new Refusal(new Problem.MalformedJson("it is not a JSON-RPC 2.0 request"));
    }
    return message;
  }
}
