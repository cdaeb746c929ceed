package dev.a2a.shared.text;

import java.util.HexFormat;
import java.util.Locale;

/// Makes a stranger's text safe to show: what [CharacterRules] does not call harmless appears as a
/// backslash, a `u` and its number in braces, and nothing is removed in silence.
public final class Visible {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Visible() {}

  /// Text of several lines; line feeds and tabs stay.
  public static String text(String text) {
    return escaped(text, false);
  }

  /// Text of exactly one line.
  public static String line(String text) {
    return escaped(text, true);
  }

  /// JSON with the same meaning, safe to show: the escapes are those of JSON.
  public static String json(String json) {
    if (isPlain(json)) {
      return json;
    }
    StringBuilder shown = new StringBuilder(json.length());
    CharacterRules.read(
        json,
        (c, harmless) -> {
          if (harmless) {
            shown.appendCodePoint(c);
          } else {
            for (char unit : Character.toChars(c)) {
              shown.append("\\u").append(HEX.toHexDigits(unit));
            }
          }
        });
    return shown.toString();
  }

  /// Printable ASCII, as most answers are.
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  private static String escaped(String text, boolean oneLine) {
    StringBuilder shown = new StringBuilder(text.length());
    CharacterRules.read(
        text,
        (c, harmless) -> {
          if (harmless && !(oneLine && (c == '\n' || c == '\t'))) {
            shown.appendCodePoint(c);
          } else {
            shown.append("\\u{").append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
            shown.append('}');
          }
        });
    return shown.toString();
  }
}
