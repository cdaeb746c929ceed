package dev.a2a.shared.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reads and writes the wire records: snake_case names, RFC 3339 times, absent values left out.
///
/// Requests are read strictly: an unknown argument, a duplicate key, a wrong type, another encoding
/// than UTF-8, text after the end or nesting over 64 levels is refused with a [Problem] that names
/// it. Answers are read leniently, so that an old client understands a newer daemon. Safe for use
/// by many threads.
public final class Json {
  private static final int MAX_DEPTH = 64;

  private Json() {}

  // Each is made by the first who needs it: a short program needs one at most.
  private static final class Strict {
    static final ObjectMapper MAPPER = strict();
  }

  private static final class Lenient {
    static final ObjectMapper MAPPER =
        base(JsonMapper.builder())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
  }

  private static final class Sorted {
    static final ObjectWriter WRITER =
        base(JsonMapper.builder())
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .build()
            .writer();
  }

  /// The mapper for what is asked of us.
  public static ObjectMapper requests() {
    return Strict.MAPPER;
  }

  /// The mapper for what we are answered, and for files of our own.
  public static ObjectMapper answers() {
    return Lenient.MAPPER;
  }

  /// What a part of a record is called in JSON.
  public static String name(RecordComponent part) {
    JsonProperty given = part.getAccessor().getAnnotation(JsonProperty.class);
    return given != null
        ? given.value()
        : PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(part.getName());
  }

  /// The request in `json`, or a [Refusal] that says what is wrong with it.
  public static <T> T request(byte[] json, Class<T> type) {
    return object(tree(json), type);
  }

  /// What stands in `json`, whatever it is, within the limits of a request.
  public static JsonNode tree(byte[] json) {
    String text;
    try {
      // Strictly: Jackson alone would guess UTF-16 and UTF-32 too.
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    } catch (CharacterCodingException _) {
      throw malformed("it is not UTF-8");
    }
    try {
      return Strict.MAPPER.readTree(text);
    } catch (StreamConstraintsException _) {
      throw malformed("it is nested too deeply, or has too long a number or name");
    } catch (JsonParseException e) {
      String repeats = e.getOriginalMessage().startsWith("Duplicate") ? "it repeats a key at " : "";
      JsonLocation at = e.getLocation();
      throw malformed(repeats + "line " + at.getLineNr() + ", column " + at.getColumnNr());
    } catch (JsonProcessingException _) {
      throw malformed("something follows its end");
    }
  }

  /// The request whose arguments are already in a tree, as from a query string or an MCP call.
  public static <T> T request(JsonNode arguments, Class<T> type) {
    return object(arguments, type);
  }

  /// Writes a record; one that can't be written is a defect.
  public static String write(Object value) {
    return write(Strict.MAPPER.writer(), value);
  }

  /// The same, with the members of a record in the order of their names.
  public static String writeSorted(Object value) {
    return write(Sorted.WRITER, value);
  }

  private static String write(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  private static <T> T object(JsonNode node, Class<T> type) {
    if (!node.isObject()) {
      throw malformed("it is not an object");
    }
    // Before what is missing: that is often the same slip of the finger.
    Misfit.checkNames(node, type);
    try {
      return Strict.MAPPER.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw Misfit.refusal(e);
    }
  }

  private static Refusal malformed(String why) {
    return new Refusal(new Problem.MalformedJson(why));
  }

  private static ObjectMapper strict() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    JsonMapper.Builder builder =
        base(JsonMapper.builder(factory))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    builder.withCoercionConfig(
        LogicalType.Textual,
        c -> {
          for (CoercionInputShape shape :
              List.of(
                  CoercionInputShape.Boolean,
                  CoercionInputShape.Integer,
                  CoercionInputShape.Float)) {
            c.setCoercion(shape, CoercionAction.Fail);
          }
        });
    builder.withCoercionConfig(
        LogicalType.Enum, c -> c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail));
    return builder.build();
  }

  private static JsonMapper.Builder base(JsonMapper.Builder builder) {
    return builder
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
        .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
        .addModule(new Times());
  }
}
