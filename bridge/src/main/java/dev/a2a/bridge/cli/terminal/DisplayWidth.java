package dev.a2a.bridge.cli.terminal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many columns a text takes on a terminal: two for East Asian wide characters and emoji, none
/// for marks and joiners. After Unicode Standard Annex 11, near enough for a table.
final class DisplayWidth {
  private static final Pattern CLUSTER = Pattern.compile("\\X");
  private static final int EMOJI_STYLE = 0xFE0F;

  private DisplayWidth() {}

  static int of(String text) {
    int columns = 0;
    for (Matcher m = CLUSTER.matcher(text); m.find(); ) {
      columns += ofCluster(m.group());
    }
    return columns;
  }

  /// The longest start of the text that fits; whole characters only, at least one.
  static String start(String text, int columns) {
    int left = columns;
    int end = 0;
    for (Matcher m = CLUSTER.matcher(text); m.find(); end = m.end()) {
      left -= ofCluster(m.group());
      if (left < 0 && end > 0) {
        break;
      }
    }
    return text.substring(0, end);
  }

  /// The text, or its start and an ellipsis.
  static String cut(String text, int columns) {
    return of(text) <= columns ? text : start(text, columns - 1) + "…";
  }

  static String pad(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }

  private static int ofCluster(String cluster) {
    return cluster.codePoints().map(DisplayWidth::ofCharacter).max().orElse(0);
  }

  private static int ofCharacter(int c) {
    int type = Character.getType(c);
    if (c == EMOJI_STYLE || Character.isEmojiPresentation(c) || wide(c)) {
      return 2;
    }
    return type == Character.NON_SPACING_MARK
            || type == Character.ENCLOSING_MARK
            || type == Character.FORMAT
        ? 0
        : 1;
  }

  private static boolean wide(int c) {
    return within(c, 0x1100, 0x115F)
        || within(c, 0x2E80, 0x303E)
        || within(c, 0x3041, 0xA4CF)
        || within(c, 0xA960, 0xA97F)
        || within(c, 0xAC00, 0xD7A3)
        || within(c, 0xF900, 0xFAFF)
        || within(c, 0xFE30, 0xFE6F)
        || within(c, 0xFF00, 0xFF60)
        || within(c, 0xFFE0, 0xFFE6)
        || within(c, 0x1F300, 0x1F64F)
        || within(c, 0x1F900, 0x1F9FF)
        || within(c, 0x20000, 0x3FFFD);
  }

  private static boolean within(int c, int first, int last) {
    return c >= first && c <= last;
  }
}
