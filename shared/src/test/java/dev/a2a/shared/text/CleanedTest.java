package dev.a2a.shared.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleanedTest {
  private static final String PARTS =
      "ae\u0301\u0302\u0303\u0304\u0305\u200d\u200c\u202e\ue000\ufe0f\u2764\u0628\u064b\u001b\n";

  @Test
  void what_deceives_is_removed_and_counted() {
    assertEquals(new Cleaned("a[31mb", 2), Cleaned.text("a\u001b[31m\u200bb"));
    assertEquals(new Cleaned("a\n\tb", 0), Cleaned.text("a\n\tb"));
    assertEquals(new Cleaned("a  b", 1), Cleaned.line("a\n\tb\r"));
    assertEquals(2, Cleaned.hidden("a\u001b\u200bb"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"👨\u200d👩\u200d👧", "می\u200cخواهم", "日本語 עברית", "e\u0301"})
  void what_people_write_stays(String text) {
    assertEquals(new Cleaned(text, 0), Cleaned.text(text));
  }

  @Test
  void cleaning_what_is_clean_changes_nothing_whatever_it_was() {
    Random random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(30); j > 0; j--) {
        text.append(PARTS.charAt(random.nextInt(PARTS.length())));
      }
      String clean = Cleaned.text(text.toString()).text();
      assertEquals(0, Cleaned.text(clean).removed(), () -> Visible.line(text.toString()));
    }
  }

  @Test
  void an_excerpt_is_cut_between_two_characters() {
    String family = "👨\u200d👩\u200d👧";
    assertEquals("abc", Excerpt.start("abc", 200));
    assertEquals("ab", Excerpt.start("ab" + family, 4));
    assertEquals("a", Excerpt.start("ae\u0301", 2));
    assertEquals("😀".repeat(200), Excerpt.start("😀".repeat(201), 200));
    assertEquals(200, Excerpt.start("e" + "\u0301".repeat(500), 200).length());
    assertEquals("abc", Excerpt.around("abc", 1, 200));
    String around = Excerpt.around("x".repeat(100) + "y" + "z".repeat(300), 100, 200);
    assertEquals("…" + "x".repeat(60) + "y" + "z".repeat(138), around);
  }

  @ParameterizedTest
  @CsvSource({"аlice", "pаypal bot", "αlpha", "ｂｏｂ"})
  void a_name_that_may_imitate_another_is_odd(String name) {
    assertTrue(Lookalike.oddity(name).isPresent());
  }

  @ParameterizedTest
  @CsvSource({"alice", "Build bot 7", "Анна", "Anna Иванова", "東京タワー", "Kim 김철수", "José", "bob-2"})
  void other_names_are_not(String name) {
    assertFalse(Lookalike.oddity(name).isPresent());
  }
}
