package dev.a2a.shared.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an argument must be, said once for every record. Each check returns its value, or refuses
/// with the argument's name.
public final class Check {
  /// The most items that a page of any list holds.
  public static final int PAGE_MAX = 100;

  private static final Pattern AGENT_ID = Pattern.compile("a2a_[0-9a-f]{16}");
  private static final Pattern MESSAGE_ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern PRINTABLE_ASCII = Pattern.compile("[\\x21-\\x7E]+");

  private Check() {}

  /// Any text that is not blank and has at most `max` characters (Unicode code points).
  public static String text(String name, @Nullable String value, int max) {
    String text = present(name, value);
    if (text.isBlank()) {
      throw invalid(name, "must not be blank");
    }
    if (text.codePointCount(0, text.length()) > max) {
      throw invalid(name, "may have at most " + max + " characters");
    }
    return text;
  }

  /// Text without control characters, such as line breaks.
  public static String line(String name, @Nullable String value, int max) {
    String line = text(name, value, max);
    if (line.codePoints().anyMatch(Check::breaksLines)) {
      throw invalid(name, "must be one line without control characters");
    }
    return line;
  }

  public static @Nullable String optionalLine(String name, @Nullable String value, int max) {
    return value == null ? null : line(name, value, max);
  }

  /// An identifier that a program chose: printable ASCII without spaces.
  public static @Nullable String optionalToken(String name, @Nullable String value, int max) {
    if (value == null) {
      return null;
    }
    if (value.length() > max || !PRINTABLE_ASCII.matcher(value).matches()) {
      throw invalid(name, "must be 1 to " + max + " printable ASCII characters without spaces");
    }
    return value;
  }

  public static String agentId(String name, @Nullable String value) {
    String id = present(name, value);
    if (!AGENT_ID.matcher(id).matches()) {
      throw invalid(name, "must be an agent id, such as a2a_0123456789abcdef");
    }
    return id;
  }

  public static String messageId(String name, @Nullable String value) {
    String id = present(name, value);
    if (!MESSAGE_ID.matcher(id).matches()) {
      throw invalid(name, "must be a message id, such as 0190163d-8694-739b-aea5-966c26f8ad91");
    }
    return id;
  }

  public static @Nullable String optionalMessageId(String name, @Nullable String value) {
    return value == null ? null : messageId(name, value);
  }

  /// How many items a page may have, 1 to 100; absent means the list's default.
  public static @Nullable Integer optionalLimit(@Nullable Integer value) {
    if (value != null && (value < 1 || value > PAGE_MAX)) {
      throw invalid("limit", "must be 1 to " + PAGE_MAX);
    }
    return value;
  }

  /// Present, and storable as text anywhere: no NUL, no half of a surrogate pair.
  static String present(String name, @Nullable String value) {
    if (value == null) {
      throw new Refusal(new Problem.MissingArgument(name));
    }
    if (value.indexOf('\0') >= 0) {
      throw invalid(name, "must not contain the character U+0000");
    }
    if (value
        .codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw invalid(name, "contains half of a surrogate pair, which is not a character");
    }
    return value;
  }

  /// Control characters, and the line breaks that Unicode has besides.
  private static boolean breaksLines(int character) {
    return Character.isISOControl(character) || character == 0x2028 || character == 0x2029;
  }

  static Refusal invalid(String name, String expected) {
    return new Refusal(new Problem.InvalidArgument(name, expected));
  }
}
