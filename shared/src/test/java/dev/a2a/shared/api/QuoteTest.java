package dev.a2a.shared.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuoteTest {
  @Test
  void a_plain_name_stands_in_quotes() {
    assertEquals("\"recipient_id\"", Quote.name("recipient_id"));
    assertEquals("\"\"", Quote.name(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\n", "\r", "\t", "\0", "\u001b", "\u007f", "\"", "é", "\u202e", "\uD83D\uDCEC"})
  void what_could_do_harm_where_it_is_shown_becomes_a_question_mark(String character) {
    assertEquals("\"a?b\"", Quote.name("a" + character + "b"));
  }

  @Test
  void a_long_name_is_cut() {
    assertEquals('"' + "x".repeat(64) + '"', Quote.name("x".repeat(1_000_000)));
  }
}
