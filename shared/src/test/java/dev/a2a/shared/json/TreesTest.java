package dev.a2a.shared.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "\"\"",
        "{\"a\":{\"b\":[1,-2,3000000000,123456789012345678901234567890,1.5e3,true,false,null]}}",
        "{\"a\":1,\"a\":2}",
        "  {\"\\u00e9\\n\":\"\\ud83d\\ude00\"}  ",
        "{\"a\":1} and more"
      })
  void a_text_is_what_the_mapper_makes_of_it(String text) throws IOException {
    assertEquals(Json.answers().readTree(text), Trees.read(text));
  }

  @Test
  void nothing_is_a_missing_node() throws IOException {
    assertTrue(Trees.read("").isMissingNode());
    assertTrue(Trees.read(" \n").isMissingNode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "[1", "]", "{\"a\"}", "{\"a\":}", "[1,]", "nul", "{'a':1}", "\"a", "-"})
  void what_the_mapper_refuses_is_refused(String text) {
    assertThrows(JsonProcessingException.class, () -> Json.answers().readTree(text));
    assertThrows(JsonProcessingException.class, () -> Trees.read(text));
  }

  @Test
  void what_is_nested_too_deeply_is_refused() throws IOException {
    assertEquals(1, Trees.read("[".repeat(1000) + "]".repeat(1000)).size());
    String deep = "[".repeat(1001) + "]".repeat(1001);
    assertThrows(JsonProcessingException.class, () -> Trees.read(deep));
  }

  @Test
  void a_file_may_begin_with_the_mark_of_its_encoding(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.json");
    Files.write(file, "\ufeff{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.UTF_8));

    assertEquals(Json.answers().readTree(file.toFile()), Trees.read(file));
    assertEquals("\u00e9", Trees.read(file).path("a").asText());
  }
}
