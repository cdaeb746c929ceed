package dev.a2a.shared.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.a2a.shared.json.Json;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class EscapeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          colour                          | a\u001b[31mred\u001b[0m        | a\\u{1B}[31mred\\u{1B}[0m
          clear and home                  | \u001b[2J\u001b[Hfake prompt $ | \\u{1B}[2J\\u{1B}[Hfake prompt $
          window title                    | \u001b]0;pwned\u0007           | \\u{1B}]0;pwned\\u{7}
          hyperlink                       | \u001b]8;;http://e/\u001b\\x   | \\u{1B}]8;;http://e/\\u{1B}\\x
          clipboard write                 | \u001b]52;c;cm0=\u0007         | \\u{1B}]52;c;cm0=\\u{7}
          device control string           | \u001bP+q544e\u001b\\          | \\u{1B}P+q544e\\u{1B}\\
          application program command     | \u001b_Gf=100;AAAA\u001b\\     | \\u{1B}_Gf=100;AAAA\\u{1B}\\
          C1 control sequence introducer  | \u009b2J                       | \\u{9B}2J
          C1 operating system command     | \u009d0;x\u009c                | \\u{9D}0;x\\u{9C}
          answerback                      | a\u0005b                       | a\\u{5}b
          carriage return                 | pay 1\u000dpay 9               | pay 1\\u{D}pay 9
          backspace                       | safe\b\b\b\bevil               | safe\\u{8}\\u{8}\\u{8}\\u{8}evil
          vertical tab and form feed      | a\u000bb\u000cc                | a\\u{B}b\\u{C}c
          NUL                             | a\u0000b                       | a\\u{0}b
          DEL                             | a\u007fb                       | a\\u{7F}b
          right-to-left override          | user\u202eexe.txt              | user\\u{202E}exe.txt
          bidirectional isolates          | x\u2066a\u2069                 | x\\u{2066}a\\u{2069}
          direction marks                 | a\u200eb\u200fc\u061cd         | a\\u{200E}b\\u{200F}c\\u{61C}d
          zero width space                | ig\u200bnore                   | ig\\u{200B}nore
          non-joiner in Latin             | ad\u200cmin                    | ad\\u{200C}min
          byte order mark                 | x\ufeffhi                      | x\\u{FEFF}hi
          word joiner, invisible times    | a\u2060b\u2062c                | a\\u{2060}b\\u{2062}c
          soft hyphen                     | in\u00adstruct                 | in\\u{AD}struct
          tags                            | hi\udb40\udc69\udb40\udc67     | hi\\u{E0069}\\u{E0067}
          supplementary variation         | x\udb40\udd48                  | x\\u{E0148}
          variation selectors             | x\ufe00\ufe01                  | x\\u{FE00}\\u{FE01}
          Hangul filler                   | a\u3164b                       | a\\u{3164}b
          Braille blank                   | a\u2800b                       | a\\u{2800}b
          combining grapheme joiner       | a\u034fb                       | a\\u{34F}b
          line and paragraph separators   | a\u2028b\u2029c                | a\\u{2028}b\\u{2029}c
          next line                       | a\u0085b                       | a\\u{85}b
          private use                     | a\ue000b                       | a\\u{E000}b
          noncharacter                    | a\uffffb                       | a\\u{FFFF}b
          lone surrogate                  | a\ud800b                       | a\\u{D800}b
          interlinear annotation          | \ufff9a\ufffab\ufffb           | \\u{FFF9}a\\u{FFFA}b\\u{FFFB}
          marks beyond the fourth         | e\u0301\u0302\u0303\u0304\u0305\u0306 | e\u0301\u0302\u0303\u0304\\u{305}\\u{306}
          deprecated format               | a\u206ab                       | a\\u{206A}b
          Mongolian vowel separator       | a\u180eb                       | a\\u{180E}b
          joiner between digits           | 1\u200d2                       | 1\\u{200D}2
          emoji style on a letter         | a\ufe0fb                       | a\\u{FE0F}b
          emoji style on a digit          | 1\ufe0f2                       | 1\\u{FE0F}2
          joiners in a row                | م\u200c\u200dخ                 | م\\u{200C}\\u{200D}خ
          joiner between marks on Latin   | e\u0301\u200c\u0301            | e\u0301\\u{200C}\u0301
          joiner at the end               | م\u200c                        | م\\u{200C}
          """)
  void what_acts_or_hides_becomes_visible(String what, String hostile, String shown) {
    assertEquals(shown, Escape.text(hostile), what);
    assertEquals(shown, Escape.text(shown), "escaping twice changes nothing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "👨‍👩‍👧",
        "❤️",
        "1️⃣",
        "🏳️‍🌈",
        "👩🏽‍💻",
        "⛹🏽‍♀️",
        "🇮🇷",
        "می‌خواهم",
        "مُ‌خ",
        "क्‍ष",
        "日本語 العربية עברית",
        "한국어",
        "ไทยที่",
        "Größe naïve Ω",
        "two\nlines\tand a tab",
        "“quotes” — and … £€ © ½"
      })
  void what_people_write_passes_unchanged(String text) {
    assertEquals(text, Escape.text(text));
  }

  @Test
  void a_field_of_one_line_stays_on_its_line() {
    assertEquals("Subject\\nFrom: root\\tx", Escape.line("Subject\nFrom: root\tx"));
  }

  @Test
  void json_keeps_its_value_and_cannot_act_on_a_terminal() throws JsonProcessingException {
    String hostile = "a\u001b[2J\u007f\u009b2J \u202e \udb40\udc69 می‌خواهم 👨‍👩‍👧 \"q\" \\ \n";
    String json = Escape.json(Json.write(Map.of("subject", hostile)));
    assertEquals(hostile, Json.answers().readTree(json).path("subject").asText());
    assertTrue(json.contains("\\u202e") && json.contains("\\udb40\\udc69"), json);
    assertTrue(json.contains("می‌خواهم 👨‍👩‍👧"), json);
    assertEquals(json, Escape.text(json), "nothing in it is left to escape");
  }

  @Test
  void no_text_at_all_leaves_a_control_or_format_character_but_joiners() {
    Random random = new Random(42);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      random
          .ints(40, 0, Character.MAX_CODE_POINT + 1)
          .map(c -> random.nextBoolean() ? c : c % 0x300)
          .forEach(text::appendCodePoint);
      String shown = Escape.line(text.toString());
      assertFalse(shown.codePoints().anyMatch(EscapeTest::acts), () -> Escape.json(shown));
    }
    assertTrue("\u001b[0m".codePoints().anyMatch(EscapeTest::acts), "the control");
  }

  private static boolean acts(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.SURROGATE -> true;
      case Character.FORMAT -> c != 0x200C && c != 0x200D;
      default -> false;
    };
  }
}
