package dev.a2a.bridge.mcp.stdio;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a line says (JSON-RPC 2.0, with MCP's rule that an id is a string or a whole number).
sealed interface Message {
  /// `params` is a [RawJson], or null.
  record Request(McpSchema.JSONRPCRequest request) implements Message {}

  /// `params` is a [RawJson], or null.
  record Notification(McpSchema.JSONRPCNotification notification) implements Message {}

  /// An answer to something that we asked the host; `result` is null when it is an error.
  record Response(@Nullable Object id, @Nullable RawJson result) implements Message {}

  /// Not a message; `id` is there if it could be read.
  record Invalid(int code, @Nullable Object id, String why) implements Message {}

  /// Reads a line; never throws on account of what is in it.
  static Message read(byte[] line) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
      return new RawJson(text)
          .members()
          .map(Message::of)
          .orElseGet(
              () -> new Invalid(McpSchema.ErrorCodes.INVALID_REQUEST, null, "not one object"));
    } catch (CharacterCodingException _) {
      return new Invalid(McpSchema.ErrorCodes.PARSE_ERROR, null, "not UTF-8");
    } catch (StreamConstraintsException _) {
      return new Invalid(
          McpSchema.ErrorCodes.INVALID_REQUEST,
          id(IdScan.of(line)).orElse(null),
          "nested too deeply, or a member twice");
    } catch (IOException _) {
      return new Invalid(McpSchema.ErrorCodes.PARSE_ERROR, null, "not JSON");
    }
  }

  private static Message of(Map<String, RawJson> members) {
    boolean hasId = members.containsKey("id");
    Optional<Object> id = id(members.get("id"));
    Optional<String> method = string(members.get("method"));
    RawJson params = members.getOrDefault("params", new RawJson("null"));
    String why = null;
    if (!string(members.get("jsonrpc")).equals(Optional.of(McpSchema.JSONRPC_VERSION))) {
      why = "jsonrpc must be \"2.0\"";
    } else if (!members.containsKey("method") && answers(members.keySet())) {
      return new Response(id.orElse(null), members.get("result"));
    } else if (hasId && id.isEmpty()) {
      why = "the id must be a string or a whole number";
    } else if (method.isEmpty()) {
      why = "the method must be a string";
    } else if (!params.isNull() && !params.text().startsWith("{")) {
      why = "the params must be an object";
    }
    if (why != null) {
      return new Invalid(McpSchema.ErrorCodes.INVALID_REQUEST, id.orElse(null), why);
    }
    @Nullable RawJson given = params.isNull() ? null : params;
    return id.<Message>map(
            i -> new Request(new McpSchema.JSONRPCRequest(method.orElseThrow(), i, given)))
        .orElseGet(
            () -> new Notification(new McpSchema.JSONRPCNotification(method.orElseThrow(), given)));
  }

  // An error may come without an id, or with null, when the host could not read ours. To answer it
  // with an error would be the start of a conversation without end.
  private static boolean answers(Set<String> names) {
    return names.contains("result") || names.contains("error");
  }

  /// The id as the SDK has it, an Integer, Long or String; empty for anything else.
  static Optional<Object> id(@Nullable RawJson raw) {
    if (raw == null) {
      return Optional.empty();
    }
    try (JsonParser json = RawJson.FACTORY.createParser(raw.text())) {
      JsonToken token = json.nextToken();
      if (token == JsonToken.VALUE_STRING) {
        return Optional.of(json.getText());
      }
      boolean fits =
          token == JsonToken.VALUE_NUMBER_INT
              && json.getTextLength() <= Long.toString(Long.MIN_VALUE).length()
              && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
      return fits ? Optional.of(json.getNumberValue()) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty(); // The scan for an id takes what it finds; this was none.
    }
  }

  private static Optional<String> string(@Nullable RawJson raw) {
    return raw != null && raw.text().startsWith("\"")
        ? id(raw).map(Object::toString)
        : Optional.empty();
  }
}
