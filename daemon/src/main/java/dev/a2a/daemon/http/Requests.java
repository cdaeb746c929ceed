package dev.a2a.daemon.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.json.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads what a request asks, within limits.
public final class Requests {
  /// Bytes that a request body may have, by its length or by counting.
  public static final int MAX_BYTES = 1 << 20;

  private static final String BEARER = "bearer ";

  private Requests() {}

  /// Does it come without a body? RFC 9112, section 6.3: one with neither header has none.
  static boolean bare(Context ctx) {
    return ctx.req().getContentLengthLong() <= 0 && ctx.header("Transfer-Encoding") == null;
  }

  /// The bytes of a JSON body; refuses other types and more than 1 MiB.
  public static byte[] json(Context ctx) {
    String type = ctx.header("Content-Type");
    String encoding = ctx.header("Content-Encoding");
    if (type == null
        || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")
        || (encoding != null && !encoding.equalsIgnoreCase("identity"))) {
      throw new Refusal(new Problem.UnsupportedMediaType());
    }
    if (ctx.req().getContentLengthLong() > MAX_BYTES) {
      throw new Refusal(new Problem.RequestTooLarge(MAX_BYTES));
    }
    try {
      return Bodies.read(ctx, MAX_BYTES);
    } catch (IOException _) {
      // Cut off, or not chunked as it says: the sender's fault, if there still is one to tell.
      throw new Refusal(new Problem.BadRequest());
    }
  }

  /// The key in the `Authorization` header, or null. RFC 6750: the scheme's case does not matter.
  public static @Nullable String bearer(Context ctx) {
    String header = ctx.header("Authorization");
    if (header == null) {
      return null;
    }
    if (!header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      throw new Refusal(new Problem.InvalidKey());
    }
    return header.substring(BEARER.length()).strip();
  }

  /// The arguments in the address, typed as the record has them.
  static ObjectNode address(Context ctx, Class<?> input) {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    ctx.pathParamMap().forEach(arguments::put);
    ctx.queryParamMap().forEach((name, values) -> put(arguments, name, values, input));
    return arguments;
  }

  private static void put(ObjectNode to, String name, List<String> values, Class<?> input) {
    if (values.isEmpty()) { // A % that is followed by no two digits.
      throw new Refusal(new Problem.BadRequest());
    }
    if (values.size() > 1 || to.has(name)) {
      throw new Refusal(new Problem.InvalidArgument(name, "may be given only once"));
    }
    String value = values.getFirst();
    Class<?> type = type(input, name);
    if (type == Integer.class && value.matches("-?[0-9]{1,9}")) {
      to.put(name, Integer.valueOf(value));
    } else if (type == Boolean.class && value.matches("true|false")) {
      to.put(name, Boolean.valueOf(value));
    } else {
      to.put(name, value); // What does not fit is refused where the record is read.
    }
  }

  private static Class<?> type(Class<?> input, String name) {
    for (RecordComponent component : input.getRecordComponents()) {
      if (Json.name(component).equals(name)) {
        return component.getType();
      }
    }
    return String.class;
  }
}
