package dev.a2a.daemon.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.a2a.daemon.Parts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `tools.json` and `openapi.json` are what the operations say. After a change, `mvn verify
/// -Dgolden.update=true` writes them anew; the difference is part of the commit.
class ContractFilesTest {
  private static final Path TOOLS = Path.of("../shared/src/main/resources/dev/a2a/tools.json");
  private static final Path OPENAPI = Path.of("src/main/resources/dev/a2a/daemon/openapi.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Schemas schemas = new Schemas();

  @TempDir Path folder;

  @Test
  void tools_json_is_made_from_the_operations() throws IOException {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("instructions", Operations.INSTRUCTIONS);
    ArrayNode tools = root.putArray("tools");
    for (Operation<?, ?> operation : operations()) {
      operation.tool().ifPresent(tool -> tools.add(tool(tool, operation)));
    }
    ArrayNode core = root.putArray("core");
    for (JsonNode tool : tools) {
      if (Operations.CORE.contains(tool.path("name").asText())) {
        // A model does not need the schema of an answer to read one.
        core.add(tool.<ObjectNode>deepCopy().without("outputSchema"));
      }
    }
    assertEquals(Operations.CORE.size(), core.size());
    check(TOOLS, root);
  }

  @Test
  void openapi_json_is_made_from_the_operations() throws IOException {
    List<Operation<?, ?>> all = new ArrayList<>(operations());
    try (Parts parts = Parts.in(folder)) {
      all.addAll(parts.operatorOperations());
    }
    check(OPENAPI, new OpenApi(schemas).document(all));
  }

  @Test
  void instructions_and_texts_stay_under_what_hosts_cut_off() throws IOException {
    assertTrue(Operations.INSTRUCTIONS.getBytes(StandardCharsets.UTF_8).length < 2_048);
    for (Operation<?, ?> operation : operations()) {
      operation
          .tool()
          .ifPresent(tool -> assertTrue(tool.text().length() < 1_024, () -> tool.name()));
    }
  }

  /// By two public tokenizers; those of other models count about the same.
  @ParameterizedTest
  @EnumSource(names = {"O200K_BASE", "CL100K_BASE"})
  void the_tools_cost_a_model_few_tokens(EncodingType tokenizer) throws IOException {
    Encoding encoding = Encodings.newLazyEncodingRegistry().getEncoding(tokenizer);
    JsonNode file = JSON.readTree(TOOLS.toFile());
    int all = encoding.countTokensOrdinary("{\"tools\":" + file.path("tools") + "}");
    int core = encoding.countTokensOrdinary("{\"tools\":" + file.path("core") + "}");

    assertTrue(all < 3_500, () -> "all tools: " + all);
    assertTrue(core < 1_400, () -> "core tools: " + core);
    assertTrue(core > 500 && all > core, "the counter counts");
  }

  private List<Operation<?, ?>> operations() throws IOException {
    try (Parts parts = Parts.in(folder)) {
      return parts.operations();
    }
  }

  private ObjectNode tool(Tool tool, Operation<?, ?> operation) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", tool.name());
    node.put("title", tool.title());
    node.put("description", tool.text());
    node.set("inputSchema", schemas.input(operation.input()));
    if (tool.showsOutput()) {
      node.set("outputSchema", schemas.output(operation.output()));
    }
    node.putObject("annotations")
        .put("readOnlyHint", tool.hints().readOnly())
        .put("destructiveHint", tool.hints().destructive())
        .put("idempotentHint", tool.hints().idempotent())
        .put("openWorldHint", tool.hints().openWorld());
    return node;
  }

  private static void check(Path file, JsonNode made) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(
          file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(made) + "\n");
    }
    assertEquals(
        made.toPrettyString(),
        JSON.readTree(file.toFile()).toPrettyString(),
        () -> file + " is out of date: run mvn verify -Dgolden.update=true");
  }
}
