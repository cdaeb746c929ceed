package dev.a2a.shared.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.a2a.shared.json.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VisibleTest {

  /// `{1B}` is the character U+001B, to be escaped; `<301>` the character U+0301, to be kept.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CSI colour                   | a{1B}[31mred{1B}[0m
          CSI clear and home           | {1B}[2J{1B}[Hprompt $
          OSC 0 title                  | {1B}]0;pwned{7}
          OSC 8 hyperlink              | {1B}]8;;http://e/{1B}:y
          OSC 52 clipboard             | {1B}]52;c;cm0={7}
          DCS                          | {1B}P+q544e{1B}:
          APC kitty graphics           | {1B}_Gf=100;AAAA
          C1 CSI                       | {9B}2J
          C1 OSC and ST                | {9D}0;x{9C}
          ENQ answerback               | {5}
          carriage return              | pay 1{D}pay 9
          backspaces                   | ok{8}{8}no
          vertical tab and form feed   | a{B}b{C}c
          NUL                          | a{0}b
          DEL                          | a{7F}b
          bidi override                | user{202E}exe
          bidi isolates                | {2066}a{2069}
          LRM and RLM and ALM          | {200E}{200F}{61C}
          zero width space             | ig{200B}nore
          ZWNJ in Latin                | ad{200C}min
          row of ZWNJ in Persian       | می{200C}{200C}خ
          ZWJ between digits           | 1{200D}2
          ZWNJ between emoji           | 👨{200C}👩
          joiners at the ends          | {200D}م{200C}
          emoji style on a digit       | 1{FE0F}2
          byte order mark              | {FEFF}hi
          word joiner and times        | {2060}a{2062}b
          soft hyphen                  | in{AD}struct
          tag characters               | hi{E0069}{E0067}
          variation supplement         | x{E0148}
          variation selectors          | x{FE00}{FE01}
          text style                   | x{FE0E}
          Hangul filler                | a{3164}b
          Braille blank                | a{2800}b
          grapheme joiner              | a{34F}b
          line and paragraph separator | a{2028}b{2029}c
          NEL                          | a{85}b
          private use                  | a{E000}b
          noncharacter                 | a{FFFF}b
          lone surrogate               | a{D800}b
          interlinear annotation       | {FFF9}a{FFFA}b{FFFB}
          zalgo                        | e<301><302><303><304>{305}{306}
          deprecated format            | a{206A}b
          Mongolian separators         | a{180E}b{180F}
          """)
  void what_deceives_is_shown_as_an_escape(String name, String pattern) {
    String hostile = characters(pattern.replace('{', '<').replace('}', '>'));
    assertEquals(characters(pattern.replace("{", "\\u{")), Visible.text(hostile), name);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "emoji family, 👨<200D>👩<200D>👧",
    "emoji with a skin, 👩🏽<200D>🚀",
    "rainbow flag, 🏳<FE0F><200D>🌈",
    "country flag, 🇩🇪",
    "heart, ❤<FE0F>",
    "keycap, 1<FE0F><20E3>",
    "Persian, می<200C>خواهم",
    "Devanagari, क्<200D>ष",
    "Arabic with a mark before the joiner, م<64E><200C>م",
    "scripts, 日本語 العربية עברית ไทย 한국어 Ελληνικά",
    "accents, e<301><302><303><304>",
    "Tamil vowel sign before the joiner, கா<200D>க",
    "symbols, «€» – … ★ ∑ ½",
  })
  void what_people_write_is_unchanged(String name, String pattern) {
    String text = characters(pattern);
    assertEquals(text, Visible.text(text), name);
    assertEquals(text, Visible.line(text), name);
  }

  @Test
  void a_text_keeps_its_lines_and_a_line_has_none() {
    assertEquals("a\n\tb", Visible.text("a\n\tb"));
    assertEquals("a\\u{A}\\u{9}b", Visible.line("a\n\tb"));
  }

  @Test
  void no_escape_reaches_the_terminal_from_any_character() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String shown = Visible.line("a" + Character.toString(c) + "b");
      boolean controls =
          shown
              .codePoints()
              .anyMatch(s -> Character.isISOControl(s) || Character.getType(s) == Character.FORMAT);
      assertFalse(controls, "U+" + Integer.toHexString(c));
    }
    assertTrue("a\u001bb".codePoints().anyMatch(Character::isISOControl), "the control");
  }

  @Test
  void json_keeps_its_meaning() throws JsonProcessingException {
    String text = "\u001b[2J \u202e \u009b \ud83d\ude00 \udb40\udc69 e \u2028";
    String json = Visible.json(Json.write(text));
    assertEquals(text, Json.answers().readValue(json, String.class));
    assertEquals(json, Visible.line(json));
    assertFalse(Json.write(text).equals(json), "the control: plain JSON is not safe");
  }

  private static String characters(String pattern) {
    return Pattern.compile("<([0-9A-F]{1,5})>")
        .matcher(pattern)
        .replaceAll(m ->
            Matcher.quoteReplacement(
                new String(new int[] {Integer.parseInt(m.group(1), 16)}, 0, 1)));
  }
}
