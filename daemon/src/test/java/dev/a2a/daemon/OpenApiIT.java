package dev.a2a.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.a2a.daemon.Image.Said;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `openapi.json` is OpenAPI 3.1, as a public validator on Node sees it. `npm ci` in
/// `src/test/node` installs it.
class OpenApiIT {
  private static final Path NODE_FOLDER = Path.of("src/test/node");
  private static final Path DOCUMENT = Path.of("src/main/resources/dev/a2a/daemon/openapi.json");

  @TempDir Path folder;

  @BeforeEach
  void validatorIsThere() {
    Image.there(
        Files.isDirectory(NODE_FOLDER.resolve("node_modules/@seriousme")),
        "run npm ci in " + NODE_FOLDER);
  }

  @Test
  void the_document_is_valid() throws Exception {
    Said said = validate(DOCUMENT);
    assertEquals(0, said.status(), said.err());
  }

  /// The control: what somebody may break is found.
  @ParameterizedTest
  @CsvSource({
    "/info, title",
    "/paths/~1v1~1messages/post/responses, default",
    "/paths/~1v1~1messages/post/requestBody, content",
    "/paths/~1v1~1messages~1{message_id}/get/parameters/0, in",
    "/components/securitySchemes/key, type",
  })
  void a_broken_document_is_not(String where, String member) throws Exception {
    ObjectNode document = (ObjectNode) Json.answers().readTree(DOCUMENT.toFile());
    ObjectNode part = (ObjectNode) document.at(where);
    assertTrue(part.has(member), where);
    part.putArray(member); // Of a type that it never has.
    Path broken = folder.resolve("broken.json");
    Files.writeString(broken, document.toString());

    assertEquals(1, validate(broken).status());
  }

  private Said validate(Path document) throws IOException, InterruptedException {
    return Image.run(
        folder,
        Map.of(),
        "",
        List.of("node", NODE_FOLDER + "/openapi.mjs", document.toAbsolutePath().toString()));
  }
}
