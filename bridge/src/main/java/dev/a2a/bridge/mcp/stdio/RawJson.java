package dev.a2a.bridge.mcp.stdio;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// JSON text that is passed on as it came: what a number or a repeated name inside means is for
/// whoever reads it.
public record RawJson(@JsonValue @JsonRawValue String text) {
  /// Levels of nesting beyond which a text is not read.
  static final int MAX_DEPTH = 1000;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          // Names come from anybody. A shared table of them would grow, and fails on purpose when
          // many have one hash.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /// The members of an object, each as its text; empty if this is JSON but not an object.
  ///
  /// Throws [JsonParseException] if it is not JSON, and [StreamConstraintsException] if it is
  /// nested too deeply or has a member twice.
  public Optional<Map<String, RawJson>> members() throws IOException {
    Map<String, RawJson> members = new LinkedHashMap<>();
    try (JsonParser json = FACTORY.createParser(text)) {
      boolean object = json.nextToken() == JsonToken.START_OBJECT;
      if (object) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          if (members.put(name, value(json)) != null) {
            throw new StreamConstraintsException("a member twice");
          }
        }
      } else {
        json.skipChildren();
        json.finishToken();
      }
      if (json.currentToken() == null || json.nextToken() != null) {
        throw new JsonParseException(json, "not one value");
      }
      return object ? Optional.of(members) : Optional.empty();
    }
  }

  private RawJson value(JsonParser json) throws IOException {
    json.nextToken();
    int from = (int) json.currentTokenLocation().getCharOffset();
    json.skipChildren();
    json.finishToken();
    return new RawJson(text.substring(from, (int) json.currentLocation().getCharOffset()));
  }

  /// The value as maps, lists, strings, numbers, booleans and null.
  public @Nullable Object tree() throws IOException {
    try (JsonParser json = FACTORY.createParser(text)) {
      json.nextToken();
      return tree(json);
    }
  }

  private static @Nullable Object tree(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
          String name = json.currentName();
          json.nextToken();
          members.put(name, tree(json));
        }
        yield members;
      }
      case START_ARRAY -> {
        List<@Nullable Object> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          items.add(tree(json));
        }
        yield items;
      }
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case null, default -> throw new JsonParseException(json, "not a value");
    };
  }

  /// The string, if this is one.
  public Optional<String> string() throws IOException {
    return text.startsWith("\"") && tree() instanceof String s ? Optional.of(s) : Optional.empty();
  }

  boolean isNull() {
    return text.equals("null");
  }

  /// The same without white space between tokens, so that it is one line. Only for valid JSON.
  public RawJson compact() {
    StringBuilder compact = new StringBuilder(text.length());
    boolean inString = false;
    boolean escaped = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString || " \t\r\n".indexOf(c) < 0) {
        compact.append(c);
      }
      if (c == '"' && !escaped) {
        inString = !inString;
      }
      escaped = inString && c == '\\' && !escaped;
    }
    return new RawJson(compact.toString());
  }
}
