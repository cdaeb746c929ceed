package dev.a2a.bridge.mcp.stdio;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The SDK's JSON for the few types of every start, written by hand: introspection of its records
/// takes longer than everything else that happens before the first answer.
///
/// Types and shapes that it does not know go to the SDK's own mapper, made when first needed; a
/// test compares the two. Safe for use by many threads.
public final class StreamingMapper implements McpJsonMapper {

  /// Made by the first who needs it, once.
  private static final class Sdk {
    static final McpJsonMapper MAPPER = new JacksonMcpJsonMapper(new ObjectMapper());
  }

  @Override
  public <T> T convertValue(Object value, Class<T> type) {
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    if (!(value instanceof RawJson raw)) {
      return Sdk.MAPPER.convertValue(value, type);
    }
    try {
      return readValue(raw.text(), type);
    } catch (IOException e) {
      throw new IllegalArgumentException(e); // As the SDK's own does.
    }
  }

  @Override
  public <T> T convertValue(Object value, TypeRef<T> type) {
    if (type.getType() instanceof Class<?> plain) {
      @SuppressWarnings("unchecked") // A TypeRef<T> of a class is of Class<T>.
      Class<T> known = (Class<T>) plain;
      return convertValue(value, known);
    }
    return Sdk.MAPPER.convertValue(value instanceof RawJson raw ? tree(raw) : value, type);
  }

  @Override
  public <T> T readValue(String json, Class<T> type) throws IOException {
    if (type == McpSchema.InitializeRequest.class) {
      Optional<T> hello = Hello.read(new RawJson(json).tree()).map(type::cast);
      if (hello.isPresent()) {
        return hello.get();
      }
    }
    return Sdk.MAPPER.readValue(json, type);
  }

  @Override
  public <T> T readValue(byte[] json, Class<T> type) throws IOException {
    return readValue(new String(json, StandardCharsets.UTF_8), type);
  }

  @Override
  public <T> T readValue(String json, TypeRef<T> type) throws IOException {
    return Sdk.MAPPER.readValue(json, type);
  }

  @Override
  public <T> T readValue(byte[] json, TypeRef<T> type) throws IOException {
    return Sdk.MAPPER.readValue(json, type);
  }

  @Override
  public byte[] writeValueAsBytes(Object value) throws IOException {
    return writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String writeValueAsString(Object value) throws IOException {
    if (!(value instanceof McpSchema.JSONRPCResponse response)) {
      return Sdk.MAPPER.writeValueAsString(value);
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = RawJson.FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("jsonrpc", response.jsonrpc());
      json.writeFieldName("id");
      // An id may hold half of a surrogate pair, which UTF-8 cannot.
      json.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
      json.writeObject(response.id());
      json.disable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
      if (response.error() != null) {
        json.writeFieldName("error");
        write(json, response.error());
      } else {
        json.writeFieldName("result");
        write(json, response.result());
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    // No switch, for the same reason as in Stdio.
    if (value instanceof RawJson raw) {
      json.writeRawValue(raw.text());
    } else if (value instanceof McpSchema.InitializeResult welcome && Hello.plain(welcome)) {
      Hello.write(json, welcome);
    } else if (value instanceof McpSchema.JSONRPCResponse.JSONRPCError error
        && error.data() == null) {
      json.writeStartObject();
      json.writeNumberField("code", error.code());
      json.writeStringField("message", error.message());
      json.writeEndObject();
    } else {
      json.writeRawValue(Sdk.MAPPER.writeValueAsString(value));
    }
  }

  private static Object tree(RawJson raw) {
    try {
      return Sdk.MAPPER.readValue(raw.text(), Object.class);
    } catch (IOException e) {
      throw new IllegalArgumentException(e); // As the SDK's own does.
    }
  }
}
