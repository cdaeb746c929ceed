package dev.a2a.shared.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.shared.api.AuthorizeAgent;
import dev.a2a.shared.api.CheckInbox;
import dev.a2a.shared.api.ListAuthorizations;
import dev.a2a.shared.api.Marked;
import dev.a2a.shared.api.Nothing;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Register;
import dev.a2a.shared.api.Revoked;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static final String BOB = "a2a_0123456789abcdef";

  @Test
  void a_request_is_read() {
    Register asked = Json.request(bytes("{\"name\":\"alice\",\"listed\":true}"), Register.class);

    assertEquals(new Register("alice", null, null, true), asked);
  }

  @Test
  void a_misspelt_argument_is_refused_with_the_one_that_was_meant() {
    assertEquals(
        "There is no argument \"unread_olny\". Did you mean \"unread_only\"?",
        refused("{\"unread_olny\":true}", CheckInbox.class, Problem.UnknownArgument.class));
  }

  @Test
  void a_required_argument_that_is_misspelt_is_unknown_rather_than_missing() {
    assertEquals(
        "There is no argument \"nmae\". Did you mean \"name\"?",
        refused("{\"nmae\":\"alice\"}", Register.class, Problem.UnknownArgument.class));
  }

  @Test
  void an_argument_like_no_other_is_refused_with_the_known_ones() {
    assertEquals(
        "There is no argument \"zzzzzzzzzz\". Known are cursor, limit, unread_only.",
        refused("{\"zzzzzzzzzz\":1}", CheckInbox.class, Problem.UnknownArgument.class));
  }

  @Test
  void a_request_without_arguments_takes_none() {
    assertEquals(new Nothing(), Json.request(bytes("{}"), Nothing.class));
    refused("{\"limit\":1}", Nothing.class, Problem.UnknownArgument.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"name\":null}"})
  void a_missing_argument_is_named(String json) {
    assertEquals(
        "The argument \"name\" is missing. Add it and send the request again.",
        refused(json, Register.class, Problem.MissingArgument.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "1.5", "true", "{}", "[]", "[\"alice\"]"})
  void what_is_not_a_string_is_not_taken_for_one(String value) {
    assertEquals(
        "The argument \"name\" must be a string. Correct it and send the request again.",
        refused("{\"name\":" + value + "}", Register.class, Problem.InvalidArgument.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"5\"", "\"\"", "1.0", "1e1", "true", "{}", "[1]"})
  void what_is_not_a_whole_number_is_not_taken_for_one(String value) {
    assertEquals(
        "The argument \"limit\" must be a whole number. Correct it and send the request again.",
        refused("{\"limit\":" + value + "}", CheckInbox.class, Problem.InvalidArgument.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999", "-99999999999", "99999999999999999999999999"})
  void a_number_beyond_all_bounds_is_out_of_range(String value) {
    assertEquals(
        "The argument \"limit\" is out of range. Correct it and send the request again.",
        refused("{\"limit\":" + value + "}", CheckInbox.class, Problem.InvalidArgument.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"true\"", "\"\"", "[]"})
  void what_is_not_true_or_false_is_not_taken_for_it(String value) {
    assertEquals(
        "The argument \"unread_only\" must be true or false. Correct it and send the request"
            + " again.",
        refused(
            "{\"unread_only\":" + value + "}", CheckInbox.class, Problem.InvalidArgument.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "\"0\"", "\"\"", "\"GRANTED\"", "[]"})
  void a_word_outside_the_list_is_refused_with_the_list(String value) {
    assertEquals(
        "The argument \"direction\" must be one of granted, received, blocked. Correct it and send"
            + " the request again.",
        refused(
            "{\"direction\":" + value + "}",
            ListAuthorizations.class,
            Problem.InvalidArgument.class));
  }

  @Test
  void a_repeated_key_is_refused_wherever_it_stands() {
    assertEquals(
        "The request is not valid JSON: it repeats a key at line 1, column 19. Send one JSON object"
            + " in UTF-8.",
        refused("{\"limit\":1,\"limit\":2}", CheckInbox.class, Problem.MalformedJson.class));
    refused("{\"limit\":{\"a\":1,\"a\":1}}", CheckInbox.class, Problem.MalformedJson.class);
  }

  @Test
  void text_after_the_end_is_refused() {
    assertEquals(
        "The request is not valid JSON: something follows its end. Send one JSON object in UTF-8.",
        refused("{} {}", CheckInbox.class, Problem.MalformedJson.class));
    refused("{} x", CheckInbox.class, Problem.MalformedJson.class);
    refused("{},", CheckInbox.class, Problem.MalformedJson.class);
  }

  @Test
  void sixty_four_levels_are_read_and_one_more_is_refused() {
    refused(nested(64), CheckInbox.class, Problem.UnknownArgument.class);
    assertEquals(
        "The request is not valid JSON: it is nested too deeply, or has too long a number or name."
            + " Send one JSON object in UTF-8.",
        refused(nested(65), CheckInbox.class, Problem.MalformedJson.class));
  }

  @Test
  void twenty_thousand_levels_are_refused_alike() {
    refused(nested(20_000), CheckInbox.class, Problem.MalformedJson.class);
  }

  @Test
  void a_number_of_thousands_of_digits_is_refused() {
    refused("{\"limit\":" + "9".repeat(2_000) + "}", CheckInbox.class, Problem.MalformedJson.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "1", "\"{}\"", "[]", "[{}]"})
  void what_is_not_an_object_is_refused(String json) {
    assertEquals(
        "The request is not valid JSON: it is not an object. Send one JSON object in UTF-8.",
        refused(json, CheckInbox.class, Problem.MalformedJson.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"name\":\"alice\"",
        "{'name':'alice'}",
        "{name:\"alice\"}",
        "{\"name\":\"alice\",}",
        "{\"name\":NaN}",
        "{\"name\":\"alice\" // comment\n}",
        "{\"name\":\"line\nbreak\"}",
        "\uFEFF{\"name\":\"alice\"}",
      })
  void what_only_looks_like_json_is_refused_with_the_place(String json) {
    String detail = refused(json, Register.class, Problem.MalformedJson.class);

    assertTrue(detail.contains("line 1, column"), detail);
  }

  @Test
  void a_refusal_repeats_nothing_of_a_malformed_text() {
    String detail =
        refused("{\"body\":\"secret\", secret}", Register.class, Problem.MalformedJson.class);

    assertTrue(!detail.contains("secret"), detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-16LE", "UTF-32BE"})
  void other_encodings_than_utf_8_are_refused(String charset) {
    byte[] json = "{\"name\":\"Zoë\"}".getBytes(Charset.forName(charset));

    Refusal refusal = assertThrows(Refusal.class, () -> Json.request(json, Register.class));

    assertEquals("malformed_json", refusal.problem().code());
  }

  @Test
  void all_of_unicode_is_read_as_utf_8() {
    String name = "Zoë 佐 \uD83D\uDCEC";

    assertEquals(name, Json.request(bytes("{\"name\":\"" + name + "\"}"), Register.class).name());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z,           2026-01-31T12:00:00Z",
    "2026-01-31T12:00:00.5Z,         2026-01-31T12:00:00.500Z",
    "2026-01-31t14:00:00.123+02:00,  2026-01-31T12:00:00.123Z",
    "9999-12-31T23:59:59.999Z,       9999-12-31T23:59:59.999Z",
  })
  void a_time_is_read_with_any_offset(String text, Instant expected) {
    assertEquals(expected, authorize('"' + text + '"').expiresAt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "\"\"",
        "\"tomorrow\"",
        "\"2026-01-31\"",
        "\"2026-01-31T12:00:00\"",
        "\"2026-02-30T12:00:00Z\"",
        "\"2026-01-31T24:00:00Z\"",
        "\"+10000-01-01T00:00:00Z\"",
        "\"+999999999-01-01T00:00:00Z\"",
        "\"-0001-01-01T00:00:00Z\"",
        "\"9999-12-31T23:59:59-01:00\"",
        "{}",
      })
  void what_is_not_a_time_of_rfc_3339_is_refused(String value) {
    Refusal refusal = assertThrows(Refusal.class, () -> authorize(value));

    assertEquals(
        "The argument \"expires_at\" must be a time such as 2026-01-31T12:00:00Z. Correct it and"
            + " send the request again.",
        refusal.problem().detail());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z,           2026-01-31T12:00:00.000Z",
    "2026-01-31T12:00:00.120Z,       2026-01-31T12:00:00.120Z",
    "2026-01-31T12:00:00.123999Z,    2026-01-31T12:00:00.123Z",
  })
  void a_time_is_written_with_three_digits(Instant time, String expected) {
    assertEquals(
        "{\"agent_id\":\"" + BOB + "\",\"revoked_at\":\"" + expected + "\"}",
        Json.write(new Revoked(BOB, time)));
  }

  @Test
  void absent_values_are_left_out_and_empty_ones_are_not() {
    record Sample(String text, List<String> none, @Nullable String gone) {}

    assertEquals("{\"text\":\"\",\"none\":[]}", Json.write(new Sample("", List.of(), null)));
  }

  @Test
  void what_is_read_may_stand_in_a_tree_already() {
    JsonNode arguments = Json.answers().createObjectNode().put("limit", 5);

    assertEquals(new CheckInbox(null, 5, null), Json.request(arguments, CheckInbox.class));
  }

  @Test
  void an_argument_of_a_nested_record_is_named_with_its_path() {
    record Inner(@Nullable Integer size) {}
    record Outer(List<Inner> parts) {}

    assertEquals(
        "The argument \"parts.1.size\" must be a whole number. Correct it and send the request"
            + " again.",
        refused("{\"parts\":[{},{\"size\":\"x\"}]}", Outer.class, Problem.InvalidArgument.class));
    assertEquals(
        "There is no argument \"sise\". Did you mean \"size\"?",
        refused("{\"parts\":[{\"sise\":1}]}", Outer.class, Problem.UnknownArgument.class));
  }

  @Test
  void an_answer_with_members_of_a_newer_daemon_is_read() throws Exception {
    assertEquals(
        new Marked(1, 2),
        Json.answers()
            .readValue("{\"marked\":1,\"unread_count\":2,\"mood\":{\"a\":[1]}}", Marked.class));
  }

  @Test
  void what_cannot_be_written_is_a_defect() {
    record Loop(Object self) {}
    Object[] itself = new Object[1];
    itself[0] = itself;

    assertThrows(IllegalArgumentException.class, () -> Json.write(new Loop(itself)));
  }

  private static AuthorizeAgent authorize(String expiresAt) {
    String json = "{\"agent_id\":\"" + BOB + "\",\"expires_at\":" + expiresAt + "}";
    return Json.request(bytes(json), AuthorizeAgent.class);
  }

  /// An object with a list of `depth - 1` levels in it.
  private static String nested(int depth) {
    return "{\"limit_\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
  }

  private static String refused(String json, Class<?> type, Class<? extends Problem> problem) {
    Refusal refusal = assertThrows(Refusal.class, () -> Json.request(bytes(json), type));
    assertEquals(problem, refusal.problem().getClass());
    return refusal.problem().detail();
  }

  private static byte[] bytes(String json) {
    return json.getBytes(UTF_8);
  }
}
