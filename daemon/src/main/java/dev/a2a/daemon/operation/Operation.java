package dev.a2a.daemon.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// One thing an agent can do. Its arguments are read strictly into the input record, wherever they
/// come from.
///
/// @param tool empty for what is done by people and programs only
/// @param anonymous can it be done without a key?
/// @param instead what the tool answers in place of the work, where a person decides; empty where
///   the tool, too, goes on to the work
public record Operation<I, O>(
    Optional<Tool> tool,
    Route route,
    Class<I> input,
    Class<O> output,
    boolean anonymous,
    BiFunction<Call, I, O> work,
    BiFunction<Call, I, Optional<?>> instead) {

  /// One whose tool does what its route does.
  public Operation(
      Optional<Tool> tool,
      Route route,
      Class<I> input,
      Class<O> output,
      boolean anonymous,
      BiFunction<Call, I, O> work) {
    this(tool, route, input, output, anonymous, work, (_, _) -> Optional.empty());
  }

  static <I, O> Operation<I, O> of(
      Tool tool, Route route, Class<I> input, Class<O> output, BiFunction<Call, I, O> work) {
    return new Operation<>(Optional.of(tool), route, input, output, false, work);
  }

  /// One that is no tool: for people and programs.
  static <I, O> Operation<I, O> routeOnly(
      Route route, Class<I> input, Class<O> output, BiFunction<Call, I, O> work) {
    return new Operation<>(Optional.empty(), route, input, output, false, work);
  }

  Operation<I, O> withoutKey() {
    return new Operation<>(tool, route, input, output, true, work, instead);
  }

  Operation<I, O> decidedByPerson(BiFunction<Call, I, Optional<?>> asking) {
    return new Operation<>(tool, route, input, output, anonymous, work, asking);
  }

  /// Runs with the arguments in a JSON text.
  public Object run(Call call, byte[] json) {
    return run(call, json, Map.of());
  }

  /// Runs with the arguments in a JSON text and in the path of an address. Who says one in both
  /// places must mean the same.
  public Object run(Call call, byte[] json, Map<String, String> path) {
    checkCaller(call);
    JsonNode arguments = Json.tree(json);
    if (arguments instanceof ObjectNode object) {
      path.forEach((name, value) -> {
        if (object.has(name) && !object.path(name).asText().equals(value)) {
          throw new Refusal(
              new Problem.InvalidArgument(name, "must be the same as in the address"));
        }
        object.put(name, value);
      });
    }
    return run(call, Json.request(arguments, input));
  }

  /// Runs with the arguments in a tree.
  public Object run(Call call, JsonNode arguments) {
    checkCaller(call);
    return run(call, Json.request(arguments, input));
  }

  private Object run(Call call, I asked) {
    if (call.toTranscript()) {
      Optional<?> answer = instead.apply(call, asked);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    return work.apply(call, asked);
  }

  private void checkCaller(Call call) {
    if (!anonymous) {
      call.agent(); // Strangers learn nothing of what is wrong with their arguments.
    }
  }
}
