package dev.a2a.bridge.mcp.stdio;

import com.fasterxml.jackson.core.JsonGenerator;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The records of `initialize`, read and written by hand in their usual shapes only.
final class Hello {
  private Hello() {}

  /// The request in a tree; empty if its shape is unusual.
  static Optional<McpSchema.InitializeRequest> read(@Nullable Object tree) {
    try {
      Map<?, ?> hello = object(tree);
      Map<?, ?> client = object(hello.get("clientInfo"));
      if (client.get("icons") != null) {
        return Optional.empty();
      }
      return Optional.of(
          new McpSchema.InitializeRequest(
              text(hello, "protocolVersion"),
              capabilities(object(hello.get("capabilities"))),
              new McpSchema.Implementation(
                  text(client, "name"),
                  text(client, "title"),
                  text(client, "version"),
                  text(client, "description"),
                  null,
                  text(client, "websiteUrl")),
              named(hello.get("_meta"))));
    } catch (ClassCastException | IllegalArgumentException _) {
      return Optional.empty(); // A value of an unusual type, or none where the record wants one.
    }
  }

  private static McpSchema.ClientCapabilities capabilities(Map<?, ?> told) {
    return new McpSchema.ClientCapabilities(
        named(told.get("experimental")),
        told.get("roots") == null
            ? null
            : new McpSchema.ClientCapabilities.RootCapabilities(
                (Boolean) object(told.get("roots")).get("listChanged")),
        present(told, "sampling") ? new McpSchema.ClientCapabilities.Sampling() : null,
        told.get("elicitation") == null ? null : elicitation(object(told.get("elicitation"))),
        extensions(told.get("extensions")));
  }

  private static McpSchema.ClientCapabilities.Elicitation elicitation(Map<?, ?> told) {
    return new McpSchema.ClientCapabilities.Elicitation(
        present(told, "form") ? new McpSchema.ClientCapabilities.Elicitation.Form() : null,
        present(told, "url") ? new McpSchema.ClientCapabilities.Elicitation.Url() : null);
  }

  /// Is there nothing in it but what [#write] writes?
  static boolean plain(McpSchema.InitializeResult welcome) {
    McpSchema.ServerCapabilities can = welcome.capabilities();
    McpSchema.Implementation server = welcome.serverInfo();
    return welcome.meta() == null
        && can.completions() == null
        && can.experimental() == null
        && can.logging() == null
        && can.prompts() == null
        && can.resources() == null
        && can.extensions() == null
        && server.title() == null
        && server.description() == null
        && server.icons() == null
        && server.websiteUrl() == null;
  }

  static void write(JsonGenerator json, McpSchema.InitializeResult welcome) throws IOException {
    json.writeStartObject();
    json.writeStringField("protocolVersion", welcome.protocolVersion());
    json.writeObjectFieldStart("capabilities");
    McpSchema.ServerCapabilities.ToolCapabilities tools = welcome.capabilities().tools();
    if (tools != null) {
      json.writeObjectFieldStart("tools");
      if (tools.listChanged() != null) {
        json.writeBooleanField("listChanged", tools.listChanged());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeObjectFieldStart("serverInfo");
    json.writeStringField("name", welcome.serverInfo().name());
    json.writeStringField("version", welcome.serverInfo().version());
    json.writeEndObject();
    if (welcome.instructions() != null) {
      json.writeStringField("instructions", welcome.instructions());
    }
    json.writeEndObject();
  }

  private static boolean present(Map<?, ?> from, String name) {
    Object value = from.get(name);
    return value != null && object(value) != null;
  }

  private static @Nullable String text(Map<?, ?> from, String name) {
    return (String) from.get(name);
  }

  private static Map<?, ?> object(@Nullable Object tree) {
    if (tree == null) {
      throw new IllegalArgumentException("absent");
    }
    return (Map<?, ?>) tree;
  }

  // Names of members are strings.
  @SuppressWarnings("unchecked")
  private static @Nullable Map<String, Object> named(@Nullable Object tree) {
    return (Map<String, Object>) tree;
  }

  private static @Nullable Map<String, Map<String, Object>> extensions(@Nullable Object tree) {
    Map<String, Object> told = named(tree);
    if (told == null) {
      return null;
    }
    Map<String, Map<String, Object>> extensions = new LinkedHashMap<>();
    told.forEach((name, value) -> extensions.put(name, named(object(value))));
    return extensions;
  }
}
