package dev.a2a.daemon.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.shared.api.Refusal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final String ALICE = "a2a_0123456789abcdef";

  @Test
  void words_and_phrases_are_told_apart() {
    SearchQuery query = read("Build \"is RED\" again");
    assertEquals(
        List.of(List.of("build"), List.of("is", "red"), List.of("again")), query.phrases());
    assertNull(query.from());
    assertNull(query.since());
  }

  @Test
  void what_is_joined_by_signs_is_a_phrase() {
    assertEquals(List.of(List.of("foo", "bar", "txt")), read("foo-bar.txt").phrases());
    assertTrue(read("foo-bar").find("", "a foo bar").isPresent());
    assertFalse(read("foo-bar").find("", "bar foo").isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "CAFE, Café",
    "straße, STRASSE",
    "ignore, ig\u200bnore",
    "ａｂｃ, abc",
    "日本, 東京は日本です",
    "½, 1 2"
  })
  void shape_case_and_accents_do_not_matter(String query, String text) {
    assertTrue(read(query).find("", text).isPresent());
    assertTrue(read(text).find(text, "").isPresent());
  }

  @Test
  void a_part_of_a_word_is_not_the_word() {
    assertFalse(read("build").find("", "rebuild builds").isPresent());
    assertFalse(read("日本").find("", "日の本").isPresent());
  }

  @Test
  void a_word_may_be_in_the_subject_and_another_in_the_body() {
    assertEquals(6, read("red green").find("red", "it is green").orElseThrow());
    assertEquals(0, read("red").find("red", "it is green").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "7d, 2026-01-24T12:00:00Z",
    "12h, 2026-01-31T00:00:00Z",
    "30m, 2026-01-31T11:30:00Z",
    "1w, 2026-01-24T12:00:00Z",
    "2026-01-30, 2026-01-30T00:00:00Z",
    "2026-01-30T01:02:03Z, 2026-01-30T01:02:03Z",
    "2026-01-30T01:02:03+01:00, 2026-01-30T00:02:03Z",
    "-999999999-01-01, -999999999-01-01T00:00:00Z"
  })
  void since_is_a_date_a_time_or_how_long_ago(String since, Instant expected) {
    assertEquals(expected, read("x since:" + since).since());
  }

  @Test
  void filters_alone_are_a_query() {
    assertEquals(ALICE, read("from:" + ALICE).from());
    assertTrue(read("since:1d").find("", "").isPresent());
  }

  /// Operators of other search engines are words, or nothing.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x \"unbalanced",
        "x NEAR(a b, 3)",
        "body : x",
        "x*",
        "^x",
        "-x",
        "x OR y AND NOT z",
        "x' OR 1=1 --",
        "{x} + \"y\" \"\"",
        "·0123 x",
        "“x”",
        "\"\"\"\" x"
      })
  void hostile_syntax_is_only_words(String query) {
    String expression = WordIndexStore.expression(ALICE, read(query));
    assertTrue(
        expression.matches("\"·a2a0123456789abcdef\"( AND \"[a-z0-9]+\")*"), () -> expression);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "\"\"",
        "( ) : ^",
        "from:",
        "from:bob",
        "from:a2a_0123456789abcdef from:a2a_0123456789abcdef",
        "since:",
        "since:yesterday",
        "since:2026-13-01",
        "since:2026-01-30T25:00:00Z",
        "since:99999d",
        "a b c d e f g h i j k l m n o p q r s t u"
      })
  void what_makes_no_sense_is_refused(String query) {
    Refusal no = assertThrows(Refusal.class, () -> read(query));
    assertEquals(400, no.problem().status());
  }

  @Test
  void a_word_counts_by_its_first_64_characters() {
    assertTrue(read("x".repeat(70)).find("", "x".repeat(80)).isPresent());
    assertFalse(read("x".repeat(63)).find("", "x".repeat(80)).isPresent());
  }

  private static SearchQuery read(String query) {
    return SearchQuery.read(query, NOW);
  }
}
