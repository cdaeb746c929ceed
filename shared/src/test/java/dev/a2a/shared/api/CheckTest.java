package dev.a2a.shared.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTest {
  private static final String LETTER = "\uD83D\uDCEC"; // One character, two Java chars.

  @Test
  void a_line_of_the_longest_length_is_taken_and_one_more_is_refused() {
    assertEquals(LETTER.repeat(80), Check.line("name", LETTER.repeat(80), 80));
    assertEquals(
        "The argument \"name\" may have at most 80 characters. Correct it and send the request"
            + " again.",
        refused("invalid_argument", () -> Check.line("name", LETTER.repeat(81), 80)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u2003"})
  void a_blank_line_is_refused(String blank) {
    refused("invalid_argument", () -> Check.line("name", blank, 80));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "a\tb", "a\u001bb", "a\u007fb", "a\u0085b"})
  void a_control_character_is_refused_in_a_line(String line) {
    refused("invalid_argument", () -> Check.line("name", line, 80));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u2028b", "a\u2029b"})
  void a_line_break_of_unicode_is_refused_in_a_line(String line) {
    refused("invalid_argument", () -> Check.line("name", line, 80));
  }

  @Test
  void a_line_keeps_what_is_unusual_but_harmless() {
    assertEquals(" Zoë’s 佐藤 ", Check.line("name", " Zoë’s 佐藤 ", 80));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "\uD83D", "a\uDCECb", "\uDCEC\uD83D"})
  void what_no_store_can_hold_is_refused_in_any_text(String text) {
    refused("invalid_argument", () -> Check.present("body", text));
  }

  @Test
  void a_text_may_have_lines_and_be_empty() {
    assertEquals("a\n\tb", Check.present("body", "a\n\tb"));
    assertEquals("", Check.present("body", ""));
  }

  @Test
  void a_missing_text_is_named() {
    assertEquals(
        "The argument \"body\" is missing. Add it and send the request again.",
        refused("missing_argument", () -> Check.present("body", null)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a2a_",
        "a2a_0123456789abcde",
        "a2a_0123456789abcdef0",
        "a2a_0123456789ABCDEF",
        "a2b_0123456789abcdef",
        " a2a_0123456789abcdef",
        "a2a_0123456789abcdef\n",
      })
  void what_is_not_an_agent_id_is_refused(String id) {
    assertEquals("a2a_0123456789abcdef", Check.agentId("peer_id", "a2a_0123456789abcdef"));
    refused("invalid_argument", () -> Check.agentId("peer_id", id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0190163d8694739baea5966c26f8ad91",
        "0190163D-8694-739B-AEA5-966C26F8AD91",
        "0190163d-8694-739b-aea5-966c26f8ad91 ",
        "{0190163d-8694-739b-aea5-966c26f8ad91}",
      })
  void what_is_not_a_message_id_is_refused(String id) {
    String good = "0190163d-8694-739b-aea5-966c26f8ad91";
    assertEquals(good, Check.messageId("message_id", good));
    refused("invalid_argument", () -> Check.messageId("message_id", id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\nb", "é", "\u007f"})
  void a_token_is_printable_ascii(String token) {
    refused("invalid_argument", () -> Check.optionalToken("idempotency_key", token, 200));
  }

  @Test
  void a_token_of_the_longest_length_is_taken_and_one_more_is_refused() {
    assertEquals("~".repeat(200), Check.optionalToken("idempotency_key", "~".repeat(200), 200));
    refused("invalid_argument", () -> Check.optionalToken("idempotency_key", "~".repeat(201), 200));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 101, Integer.MAX_VALUE})
  void a_page_has_1_to_100_items(int limit) {
    assertEquals(1, Check.optionalLimit(1));
    assertEquals(100, Check.optionalLimit(100));
    assertEquals(
        "The argument \"limit\" must be 1 to 100. Correct it and send the request again.",
        refused("invalid_argument", () -> Check.optionalLimit(limit)));
  }

  @ParameterizedTest
  @NullSource
  void what_is_optional_may_be_absent(String absent) {
    assertNull(Check.optionalLine("email", absent, 254));
    assertNull(Check.optionalToken("cursor", absent, 100));
    assertNull(Check.optionalMessageId("message_id", absent));
    assertNull(Check.optionalLimit(null));
  }

  private static String refused(String code, Executable check) {
    Problem problem = assertThrows(Refusal.class, check).problem();
    assertEquals(code, problem.code());
    return problem.detail();
  }
}
