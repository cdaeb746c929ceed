package dev.a2a.shared.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Says in our words why JSON did not fit a record. Jackson's own messages name classes, which are
/// nobody's business.
final class Misfit {
  private static final ClassValue<Set<String>> NAMES =
      new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .map(Json::name)
              .collect(Collectors.toUnmodifiableSet());
        }
      };

  private Misfit() {}

  /// Refuses an argument that the record does not have.
  static void checkNames(JsonNode node, Class<?> type) {
    Set<String> known = NAMES.get(type);
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            throw new Refusal(new Problem.UnknownArgument(name, known));
          }
        });
  }

  static Refusal refusal(JsonProcessingException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof Refusal refusal) {
        return refusal;
      }
    }
    return switch (e) { // Names were checked at the top; these are of nested records.
      case UnrecognizedPropertyException u ->
          new Refusal(
              new Problem.UnknownArgument(
                  u.getPropertyName(),
                  Objects.requireNonNullElse(u.getKnownPropertyIds(), List.of()).stream()
                      .map(Object::toString)
                      .toList()));
      case MismatchedInputException m ->
          new Refusal(new Problem.InvalidArgument(path(m), "must be " + name(m.getTargetType())));
      case JsonMappingException m when m.getCause() instanceof InputCoercionException ->
          new Refusal(new Problem.InvalidArgument(path(m), "is out of range"));
      case JsonMappingException m ->
          new Refusal(new Problem.InvalidArgument(path(m), "cannot be used"));
      default -> new Refusal(new Problem.MalformedJson("it does not fit the request"));
    };
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(r -> r.getFieldName() == null ? String.valueOf(r.getIndex()) : r.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String name(Class<?> type) {
    if (type == String.class) {
      return "a string";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      return "a whole number";
    }
    if (type == Instant.class) {
      return "a time such as 2026-01-31T12:00:00Z";
    }
    if (type != null && type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(c -> Json.requests().convertValue(c, String.class))
              .collect(Collectors.joining(", "));
    }
    return "of another type";
  }
}
