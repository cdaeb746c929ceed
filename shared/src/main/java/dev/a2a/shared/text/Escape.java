package dev.a2a.shared.text;

import java.util.Locale;

/// Shows what is not plain after [Glyphs] as visible escapes, so that nothing a stranger wrote acts
/// on a terminal or hides in it. Nothing is removed. What is escaped already stays as it is.
public final class Escape {
  private Escape() {}

  /// Text of several lines: line feeds and tabs stay, other characters that are not plain become
  /// `\u{1B}`.
  public static String text(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    Glyphs.each(text, (c, plain) -> append(shown, c, plain));
    return shown.toString();
  }

  /// Text of one line: line feeds and tabs become `\n` and `\t`.
  public static String line(String text) {
    return text(text).replace("\n", "\\n").replace("\t", "\\t");
  }

  /// JSON whose value is the same and whose text is plain: what is not becomes `\u001b`, in UTF-16
  /// as RFC 8259 section 7 has it. Outside of strings JSON is plain already.
  public static String json(String json) {
    StringBuilder shown = new StringBuilder(json.length());
    Glyphs.each(
        json,
        (c, plain) -> {
          if (plain) {
            shown.appendCodePoint(c);
          } else {
            for (char unit : Character.toChars(c)) {
              shown.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
            }
          }
        });
    return shown.toString();
  }

  private static void append(StringBuilder shown, int c, boolean plain) {
    if (plain) {
      shown.appendCodePoint(c);
    } else {
      shown.append("\\u{").append(Integer.toHexString(c).toUpperCase(Locale.ROOT)).append('}');
    }
  }
}
