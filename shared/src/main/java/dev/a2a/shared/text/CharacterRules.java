package dev.a2a.shared.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/// Tells the characters that people write from those that only deceive: terminal controls, changes
/// of direction, invisible and unassigned characters.
///
/// Line feed and tab are harmless here. Joiners are harmless where a script or an emoji needs them,
/// and nowhere else; of the marks on one letter the first four are.
public final class CharacterRules {
  private static final int ZWNJ = 0x200C;
  private static final int ZWJ = 0x200D;
  private static final int EMOJI_STYLE = 0xFE0F;
  private static final int KEYCAP = 0x20E3;
  private static final int MARKS_MAX = 4;

  private static final Set<UnicodeScript> JOINING =
      EnumSet.of(
          UnicodeScript.ARABIC,
          UnicodeScript.BENGALI,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.GUJARATI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.KANNADA,
          UnicodeScript.KHMER,
          UnicodeScript.MALAYALAM,
          UnicodeScript.MONGOLIAN,
          UnicodeScript.MYANMAR,
          UnicodeScript.NKO,
          UnicodeScript.ORIYA,
          UnicodeScript.SINHALA,
          UnicodeScript.SYRIAC,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU,
          UnicodeScript.TIBETAN);

  private CharacterRules() {}

  /// Hears of each character of a text, in order.
  @FunctionalInterface
  public interface Reader {
    void read(int codePoint, boolean harmless);
  }

  /// Reads a text character by character. Half a surrogate pair is a character, and not harmless.
  public static void read(String text, Reader reader) {
    int[] all = text.codePoints().toArray();
    int marks = 0;
    for (int i = 0; i < all.length; i++) {
      int type = Character.getType(all[i]);
      boolean mark = isMark(type) && all[i] != EMOJI_STYLE;
      if (mark) {
        marks++;
      } else if (type != Character.FORMAT) {
        marks = 0;
      }
      reader.read(all[i], harmless(all, i) && (!mark || marks <= MARKS_MAX));
    }
  }

  /// Is it harmless only for what stands beside it? Marks, joiners and the emoji style are.
  static boolean leans(int codePoint) {
    return codePoint == ZWJ || codePoint == ZWNJ || isMark(Character.getType(codePoint));
  }

  private static boolean harmless(int[] all, int i) {
    return switch (all[i]) {
      case '\n', '\t' -> true;
      case ZWJ -> joinsEmoji(all, i) || joinsLetters(all, i);
      case ZWNJ -> joinsLetters(all, i);
      case EMOJI_STYLE -> i > 0 && takesEmojiStyle(all, i);
      default -> !deceives(all[i]);
    };
  }

  private static boolean deceives(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> isInvisible(c);
    };
  }

  /// Fillers and variation selectors: letters and marks by their type, blank by their looks.
  private static boolean isInvisible(int c) {
    return switch (c) {
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0x16FE4, 0x1D159 -> true;
      default ->
          (c >= 0x180B && c <= 0x180F)
              || (c >= 0xFE00 && c <= 0xFE0E)
              || (c >= 0xE0100 && c <= 0xE01EF);
    };
  }

  private static boolean joinsEmoji(int[] all, int i) {
    return i > 0
        && i + 1 < all.length
        && (Character.isExtendedPictographic(all[i - 1])
            || Character.isEmojiModifier(all[i - 1])
            || (all[i - 1] == EMOJI_STYLE && i > 1 && takesEmojiStyle(all, i - 1)))
        && Character.isExtendedPictographic(all[i + 1]);
  }

  // Looks at the letter under the marks, and never at another joiner: a row of joiners between two
  // letters would be a hidden message.
  private static boolean joinsLetters(int[] all, int i) {
    int before = i - 1;
    while (before >= 0 && isPartOfLetter(Character.getType(all[before]))) {
      before--;
    }
    return before >= 0 && i + 1 < all.length && joins(all[before]) && joins(all[i + 1]);
  }

  private static boolean joins(int c) {
    return JOINING.contains(UnicodeScript.of(c));
  }

  // Digits are emoji only as keycaps.
  private static boolean takesEmojiStyle(int[] all, int i) {
    return Character.isExtendedPictographic(all[i - 1])
        || (Character.isEmoji(all[i - 1]) && i + 1 < all.length && all[i + 1] == KEYCAP);
  }

  private static boolean isPartOfLetter(int type) {
    return isMark(type) || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isMark(int type) {
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }
}
