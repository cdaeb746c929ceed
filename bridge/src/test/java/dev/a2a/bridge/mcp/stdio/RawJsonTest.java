package dev.a2a.bridge.mcp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RawJsonTest {

  static Stream<String> values() {
    return Stream.of(
        "1.0",
        "1e400",
        "-0",
        "9".repeat(3000),
        "123456789012345678901234567890.10",
        "true",
        "null",
        "\"\"",
        "\"a\\n\\ud800 \\\" é 😀\"",
        "\"" + "é".repeat(50_000) + "\"",
        "[ 1 , [ ] ]",
        "{ \"a\" : 1, \"a\" : 2.50 }");
  }

  /// Near the start, and where a reader that works in pieces has to look beyond its first piece.
  @ParameterizedTest
  @MethodSource("values")
  void a_member_is_its_text_byte_for_byte(String value) throws IOException {
    for (String before : new String[] {"", " ".repeat(3990), "é".repeat(40_000)}) {
      RawJson json = new RawJson("{\"x\":\"" + before + "\", \"v\" : " + value + " , \"z\":[]}");

      assertEquals(new RawJson(value), json.members().orElseThrow().get("v"));
      assertEquals(new RawJson("[]"), json.members().orElseThrow().get("z"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "\"x\"", "null", "[{\"id\":1}]"})
  void what_is_not_an_object_has_no_members(String json) throws IOException {
    assertEquals(Optional.empty(), new RawJson(json).members());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}{}",
        "{} x",
        "[1",
        "{\"a\":01}",
        "{\"a\"}",
        "{\"a\":\"\n\"}",
        "NaN",
        "\"x"
      })
  void what_is_not_json_is_said_to_be_none(String json) {
    assertThrows(JsonParseException.class, new RawJson(json)::members);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void nesting_beyond_the_limit_is_refused_and_costs_no_stack(String level) {
    RawJson deep = new RawJson("{\"v\":" + level.repeat(20_000));

    assertThrows(StreamConstraintsException.class, deep::members);
  }

  @Test
  void a_member_twice_is_refused() {
    assertThrows(StreamConstraintsException.class, new RawJson("{\"a\":1,\"a\":1}")::members);
  }

  @Test
  void names_with_one_hash_do_not_end_the_reading() throws IOException {
    StringBuilder json = new StringBuilder("{\"v\":{\"\":0");
    for (int i = 0; i < 1 << 12; i++) {
      // "Aa" and "BB" have one hash, and so have all words made of them.
      json.append(",\"")
          .append(Integer.toBinaryString(i | 1 << 12).replace("0", "Aa").replace("1", "BB"));
      json.append("\":0");
    }
    Map<String, RawJson> members = new RawJson(json + "}}").members().orElseThrow();

    assertEquals(1, members.size());
  }

  @Test
  void compact_text_is_one_line_and_keeps_its_strings_and_numbers() {
    RawJson json = new RawJson("{\r\n\t\"a b\" : [ 1.0, \"x \\\" \\\\\" , \"y z\\\\\\\"\" ]\n}");

    assertEquals("{\"a b\":[1.0,\"x \\\" \\\\\",\"y z\\\\\\\"\"]}", json.compact().text());
  }
}
