package dev.a2a.daemon.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The operations by the names that models call them.
public final class Tools {
  private final Map<String, Operation<?, ?>> byName = new LinkedHashMap<>();

  public Tools(List<Operation<?, ?>> operations) {
    operations.forEach(o -> o.tool().ifPresent(t -> byName.put(t.name(), o)));
  }

  /// Runs a tool with the arguments in a JSON text.
  public ToolResult run(Call call, String name, byte[] json) {
    return ToolResult.of(get(name).run(call, json));
  }

  /// Runs a tool with the arguments in a tree.
  public ToolResult run(Call call, String name, JsonNode arguments) {
    return ToolResult.of(get(name).run(call, arguments));
  }

  /// What can be done without a key.
  public Set<String> withoutKey() {
    return Set.copyOf(byName.keySet().stream().filter(name -> get(name).anonymous()).toList());
  }

  public Set<String> names() {
    return byName.keySet();
  }

  private Operation<?, ?> get(String name) {
    Operation<?, ?> operation = byName.get(name);
    if (operation == null) {
      throw new Refusal(new Problem.UnknownTool(name, byName.keySet()));
    }
    return operation;
  }
}
