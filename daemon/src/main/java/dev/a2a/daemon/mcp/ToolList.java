package dev.a2a.daemon.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.shared.json.Json;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The resource `tools.json`: names, texts and schemas, made from the operations when they change
/// and checked by a test.
record ToolList(String instructions, List<McpSchema.Tool> tools) {

  /// All tools, or the core ones.
  static ToolList read(McpJsonMapper mapper, boolean coreOnly) {
    try (InputStream in = ToolList.class.getResourceAsStream("/dev/a2a/tools.json")) {
      JsonNode root = Json.answers().readTree(in);
      List<McpSchema.Tool> tools = new ArrayList<>();
      for (JsonNode tool : root.path(coreOnly ? "core" : "tools")) {
        tools.add(mapper.readValue(tool.toString(), McpSchema.Tool.class));
      }
      return new ToolList(root.path("instructions").asText(), tools);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
