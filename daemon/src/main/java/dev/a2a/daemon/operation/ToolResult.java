package dev.a2a.daemon.operation;

import dev.a2a.shared.json.Json;
import java.util.List;
import java.util.Map;

/// The answer of a tool as MCP wants it (specification 2025-11-25, "Tool Result"): structured, and
/// once more as text for hosts that show only that.
public record ToolResult(List<Text> content, Object structuredContent, boolean isError) {

  /// A block of text.
  public record Text(String type, String text) {}

  static ToolResult of(Object answer) {
    return new ToolResult(List.of(new Text("text", Json.write(answer))), answer, false);
  }

  /// As JSON; the names are MCP's, not ours.
  public String json() {
    return Json.write(
        Map.of("content", content, "structuredContent", structuredContent, "isError", isError));
  }
}
