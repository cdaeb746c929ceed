package dev.a2a.daemon.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.shared.json.Json;
import java.util.Optional;
import java.util.function.BiFunction;

/// One thing an agent can do. Its arguments are read strictly into the input record, wherever they
/// come from.
///
/// @param tool empty for what is done by people and programs only
/// @param anonymous can it be done without a key?
public record Operation<I, O>(
    Optional<Tool> tool,
    Route route,
    Class<I> input,
    Class<O> output,
    boolean anonymous,
    BiFunction<Call, I, O> work) {

  static <I, O> Operation<I, O> of(
      Tool tool, Route route, Class<I> input, Class<O> output, BiFunction<Call, I, O> work) {
    return new Operation<>(Optional.of(tool), route, input, output, false, work);
  }

  Operation<I, O> withoutKey() {
    return new Operation<>(tool, route, input, output, true, work);
  }

  /// Runs with the arguments in a JSON text.
  public O run(Call call, byte[] json) {
    checkCaller(call);
    return work.apply(call, Json.request(json, input));
  }

  /// Runs with the arguments in a tree.
  public O run(Call call, JsonNode arguments) {
    checkCaller(call);
    return work.apply(call, Json.request(arguments, input));
  }

  private void checkCaller(Call call) {
    if (!anonymous) {
      call.agent(); // Strangers learn nothing of what is wrong with their arguments.
    }
  }
}
