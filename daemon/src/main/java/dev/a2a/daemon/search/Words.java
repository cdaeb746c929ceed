package dev.a2a.daemon.search;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Cuts a text into words, the same way for what is kept and for what is looked for.
///
/// A word is a run of letters, digits and marks, without case, accents, invisible characters and
/// differences of shape (NFKD), of which the first 64 characters count. Scripts that are written
/// without spaces have words of one letter.
final class Words {
  private static final int LONGEST = 64;
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.KHMER,
          UnicodeScript.LAO,
          UnicodeScript.MYANMAR,
          UnicodeScript.THAI);

  private final List<Word> found = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private int at;
  private boolean alone;

  private Words() {}

  /// A word and where it begins in the text.
  record Word(String text, int at) {}

  static List<Word> of(String text) {
    Words words = new Words();
    int start = -1;
    for (int i = 0; i <= text.length(); ) {
      int c = i < text.length() ? text.codePointAt(i) : ' ';
      if (isPart(Character.getType(c)) && start < 0) {
        start = i;
      } else if (!isPart(Character.getType(c)) && start >= 0) {
        words.run(text.substring(start, i), start);
        start = -1;
      }
      i += Character.charCount(c);
    }
    return words.found;
  }

  private void run(String run, int start) {
    at = start;
    Normalizer.normalize(run, Normalizer.Form.NFKD)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(this::add);
    end();
  }

  private void add(int c) {
    int type = Character.getType(c);
    if (type == Character.FORMAT || isAccent(c)) {
      return;
    }
    if (!isPart(type)) { // As in "1⁄2", which was one character.
      end();
      return;
    }
    boolean letter = Character.isLetterOrDigit(c);
    boolean single = letter && WITHOUT_SPACES.contains(UnicodeScript.of(c));
    if (letter && (alone || single)) {
      end();
    }
    alone = alone || single;
    if (word.codePointCount(0, word.length()) < LONGEST) {
      word.appendCodePoint(c);
    }
  }

  private void end() {
    if (!word.isEmpty()) {
      found.add(new Word(word.toString(), at));
      word.setLength(0);
    }
    alone = false;
  }

  private static boolean isPart(int type) {
    return switch (type) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT ->
          true;
      default -> false;
    };
  }

  /// Marks that people leave out when they type: Latin and Greek accents, Hebrew and Arabic vowels.
  private static boolean isAccent(int c) {
    return (c >= 0x0300 && c <= 0x036F)
        || (c >= 0x0591 && c <= 0x05C7)
        || (c >= 0x064B && c <= 0x065F)
        || (c >= 0xFE00 && c <= 0xFE0F)
        || (c >= 0xE0100 && c <= 0xE01EF);
  }
}
