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
    problem.retryAfter().ifPresent(seconds -> structured.put("retry_after", seconds));
    return of(problem.toString(), structured, true);
  }

  /// What the daemon answered elsewhere than at a tool. Its JSON is safe to show.
  static RawJson of(RawJson structured) {
    return new RawJson(
        "{\"content\":[{\"type\":\"text\",\"text\":"
            + quoted(structured.text())
            + "}],\"structuredContent\":"
            + structured.text()
            + ",\"isError\":false}");
  }

  /// As a JSON string.
  static String quoted(String text) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeString(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Memory does not fail.
    }
    return out.toString();
  }

  /// Values are strings and whole numbers. Those of an error are metadata: clients hold
  /// `structuredContent` against the tool's output schema even when it failed.
  static RawJson of(String text, Map<String, Object> members, boolean error) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("content");
      json.writeStartObject();
      json.writeStringField("type", "text");
      json.writeStringField("text", text);
      json.writeEndObject();
      json.writeEndArray();
      if (error) {
        json.writeObjectFieldStart("_meta");
        write(json, "dev.a2a/problem", members);
        json.writeEndObject();
      } else {
        write(json, "structuredContent", members);
      }
      json.writeBooleanField("isError", error);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Memory does not fail.
    }
    return new RawJson(out.toString());
  }

  private static void write(JsonGenerator json, String name, Map<String, Object> members)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Object> member : members.entrySet()) {
      json.writeFieldName(member.getKey());
      json.writeObject(member.getValue());
    }
    json.writeEndObject();
  }
}
