package dev.a2a.shared.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/// Tells characters that show themselves from those that act on a terminal, hide, or disguise what
/// stands beside them.
///
/// Not plain are: controls (C0 but line feed and tab, DEL, C1), bidirectional and other format
/// characters, tags, line and paragraph separators, surrogates, private use, unassigned, variation
/// selectors, blank fillers, and combining marks after the fourth on one character. Joiners are
/// plain between emoji and between letters of scripts that join; U+FE0F is plain where it makes an
/// emoji. So emoji, Persian, CJK, Arabic and Hebrew pass. Sources: Unicode Technical Reports 36 and
/// 39, "Trojan Source".
public final class Glyphs {
  private static final int NON_JOINER = 0x200C;
  private static final int JOINER = 0x200D;
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

  private Glyphs() {}

  /// Receives each character of a text in order.
  @FunctionalInterface
  public interface Sink {
    /// `plain` says whether the character shows itself where it stands.
    void accept(int codePoint, boolean plain);
  }

  /// Judges every character of the text, each beside its neighbours.
  public static void each(String text, Sink sink) {
    int[] all = text.codePoints().toArray();
    int marks = 0;
    for (int i = 0; i < all.length; i++) {
      if (isMark(all[i])) {
        marks++;
      } else if (Character.getType(all[i]) != Character.FORMAT) {
        marks = 0;
      }
      sink.accept(all[i], marks <= MARKS_MAX && plain(all, i));
    }
  }

  private static boolean plain(int[] all, int i) {
    int c = all[i];
    return switch (c) {
      case '\n', '\t' -> true;
      case JOINER, NON_JOINER -> joinsEmoji(all, i) || joinsLetters(all, i);
      case EMOJI_STYLE -> makesEmoji(all, i);
      default -> !isBlank(c) && isGraphic(c);
    };
  }

  private static boolean isGraphic(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /// Letters, marks and symbols that look like nothing; most are `Default_Ignorable_Code_Point`.
  private static boolean isBlank(int c) {
    return switch (c) {
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0x16FE4, 0x1D159 -> true;
      default ->
          (c >= 0x180B && c <= 0x180F)
              || (c >= 0xFE00 && c <= 0xFE0E)
              || (c >= 0xE0100 && c <= 0xE01EF);
    };
  }

  private static boolean makesEmoji(int[] all, int i) {
    int before = at(all, i - 1);
    boolean keycap = before == '#' || before == '*' || (before >= '0' && before <= '9');
    return keycap ? at(all, i + 1) == KEYCAP : Character.isExtendedPictographic(before);
  }

  private static boolean joinsEmoji(int[] all, int i) {
    int before = at(all, i - 1);
    boolean afterEmoji =
        Character.isExtendedPictographic(before)
            || Character.isEmojiModifier(before)
            || (before == EMOJI_STYLE && makesEmoji(all, i - 1));
    return all[i] == JOINER && afterEmoji && Character.isExtendedPictographic(at(all, i + 1));
  }

  private static boolean joinsLetters(int[] all, int i) {
    int base = i - 1;
    // Vowel signs and viramas stand between a letter and the joiner; some belong to any script.
    while (isMark(at(all, base))) {
      base--;
    }
    return isJoining(at(all, base)) && isJoining(at(all, i + 1));
  }

  private static boolean isJoining(int c) {
    return JOINING.contains(UnicodeScript.of(c));
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  /// The character there; beyond the text a NUL, which joins nothing.
  private static int at(int[] all, int i) {
    return i >= 0 && i < all.length ? all[i] : 0;
  }
}
