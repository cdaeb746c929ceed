package dev.a2a.bridge.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.a2a.bridge.mcp.stdio.RawJson;
import dev.a2a.shared.api.Problem;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tool results that are made here; all others come from the daemon.
final class ToolResult {
  private static final JsonFactory JSON = new JsonFactory();

  private ToolResult() {}

  /// A refusal, for the model to read and for programs to compare.
  static RawJson refused(Problem problem) {
    Map<String, Object> structured = new LinkedHashMap<>();
    structured.put("code", problem.code());
    structured.put("status", problem.status());
    structured.put("detail", problem.detail());
    return of(problem.toString(), structured, true);
  }

  /// Values are strings and whole numbers.
  static RawJson of(String text, Map<String, Object> structured, boolean error) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("content");
      json.writeStartObject();
      json.writeStringField("type", "text");
      json.writeStringField("text", text);
      json.writeEndObject();
      json.writeEndArray();
      json.writeObjectFieldStart("structuredContent");
      for (Map.Entry<String, Object> member : structured.entrySet()) {
        json.writeFieldName(member.getKey());
        json.writeObject(member.getValue());
      }
      json.writeEndObject();
      json.writeBooleanField("isError", error);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Memory does not fail.
    }
    return new RawJson(out.toString());
  }
}
