package dev.a2a.shared.text;

import java.text.BreakIterator;
import java.util.Locale;

/// A short part of a long text. It is never cut within what a reader takes for one character (a
/// grapheme cluster), unless that one is longer than the whole part may be.
public final class Excerpt {
  private static final String MORE = "…";
  private static final int BEFORE = 60;
  private static final int LOOK_AHEAD = 64;

  private Excerpt() {}

  /// The first `max` characters (Unicode code points) at most.
  public static String start(String text, int max) {
    if (text.codePointCount(0, Math.min(text.length(), 2 * max + 1)) <= max) {
      return text;
    }
    return text.substring(0, boundary(text, text.offsetByCodePoints(0, max)));
  }

  /// At most `max` characters, with some of what stands before the index `at`; an ellipsis says
  /// that the beginning is missing.
  public static String around(String text, int at, int max) {
    int characters = text.codePointCount(0, at);
    if (characters <= BEFORE) {
      return start(text, max);
    }
    int from = boundary(text, text.offsetByCodePoints(at, -BEFORE));
    return MORE + start(text.substring(from), max - 1);
  }

  /// The last boundary at or before an index; the index itself where there is none near.
  private static int boundary(String text, int index) {
    int first = Math.max(0, index - LOOK_AHEAD);
    int last = Math.min(text.length(), index + LOOK_AHEAD);
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text.substring(first, last));
    int within = index - first;
    if (characters.isBoundary(within)) {
      return index;
    }
    int before = characters.preceding(within);
    return before <= 0 ? index : first + before;
  }
}
