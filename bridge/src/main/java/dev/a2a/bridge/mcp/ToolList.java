package dev.a2a.bridge.mcp;

import dev.a2a.bridge.mcp.stdio.RawJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The names, texts and schemas of the tools, as they are in `/dev/a2a/tools.json`, and the text
/// for the model that goes with them. Nobody is asked for it.
record ToolList(String instructions, RawJson tools) {

  /// The list of this build: all tools, or the core ones.
  static ToolList ofThisBuild(boolean coreOnly) {
    try (InputStream in = ToolList.class.getResourceAsStream("/dev/a2a/tools.json")) {
      return of(
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8), coreOnly);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ToolList of(String json, boolean coreOnly) throws IOException {
    Map<String, RawJson> members = new RawJson(json).members().orElseThrow();
    return new ToolList(
        Objects.requireNonNull(members.get("instructions")).string().orElseThrow(),
        Objects.requireNonNull(members.get(coreOnly ? "core" : "tools")).compact());
  }

  /// The result of `tools/list`.
  RawJson result() {
    return new RawJson("{\"tools\":" + tools.text() + "}");
  }

  /// Is calling it twice as good as once, as its annotations say? Reads the list again.
  boolean repeatable(String name) {
    return all().stream()
        .filter(tool -> name.equals(tool.get("name")))
        .map(tool -> tool.get("annotations"))
        .anyMatch(hints ->
            hints instanceof Map<?, ?> map
                && (Boolean.TRUE.equals(map.get("readOnlyHint"))
                    || Boolean.TRUE.equals(map.get("idempotentHint"))));
  }

  /// For a did-you-mean; reads the list again, so not for every call.
  List<String> names() {
    return all().stream().map(tool -> String.valueOf(tool.get("name"))).toList();
  }

  private List<Map<?, ?>> all() {
    try {
      return tools.tree() instanceof List<?> list
          ? list.stream().<Map<?, ?>>map(tool -> (Map<?, ?>) tool).toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
