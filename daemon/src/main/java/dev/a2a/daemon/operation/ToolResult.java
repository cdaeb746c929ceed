package dev.a2a.daemon.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.a2a.daemon.operation.Strangers.Shown;
import dev.a2a.shared.api.Me;
import dev.a2a.shared.api.Registered;
import dev.a2a.shared.json.Json;
import java.util.List;
import java.util.Map;

/// The answer of a tool as MCP wants it (specification 2025-11-25, "Tool Result"): structured, and
/// once more as text for hosts that show only that. Where strangers wrote some of it, both say so,
/// and the text is in a [Frame].
public record ToolResult(List<Text> content, Object structuredContent, boolean isError) {

  /// A block of text.
  public record Text(String type, String text) {}

  static ToolResult of(Object answer) {
    Shown shown = Strangers.forModels(Json.requests().valueToTree(answer));
    if (!shown.any() || isOfCaller(answer)) {
      return of(Json.write(shown.answer()), shown.answer());
    }
    ObjectNode structured = JsonNodeFactory.instance.objectNode().put("notice", Frame.NOTICE);
    structured.setAll(shown.answer());
    return of(Frame.around(shown.answer()), structured);
  }

  /// As JSON; the names are MCP's, not ours.
  public String json() {
    return Json.write(
        Map.of("content", content, "structuredContent", structuredContent, "isError", isError));
  }

  /// Did the caller write all of it?
  private static boolean isOfCaller(Object answer) {
    return answer instanceof Me || answer instanceof Registered;
  }

  private static ToolResult of(String text, ObjectNode structured) {
    return new ToolResult(List.of(new Text("text", text)), structured, false);
  }
}
