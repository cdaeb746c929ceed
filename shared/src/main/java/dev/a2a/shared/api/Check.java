package dev.a2a.shared.api;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an argument must be, said once for every record. Each check returns its value, or refuses
/// with the argument's name.
public final class Check {
  /// The most items that a page of any list holds.
  public static final int PAGE_MAX = 100;

  /// The most capabilities that an authorization can be limited to.
  public static final int CAPABILITIES_MAX = 20;

  /// Characters that an agent has to say why it asks for something.
  static final int REASON_MAX = 500;

  private static final int ALIAS_MAX = 80;
  private static final int CAPABILITY_ID_MAX = 64;

  private static final Pattern AGENT_ID = Pattern.compile("a2a_[0-9a-f]{16}");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern CLAIM = Pattern.compile("a2a_(claim|rotation)_[0-9a-f]{16,}");
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

  /// Text in which no API key stands, nor a claim for one: what is sent to somebody is not secret.
  static String noKey(String name, String text) {
    if (ApiKey.isIn(text) || CLAIM.matcher(text).find()) {
      throw new Refusal(new Problem.KeyInMessage(name));
    }
    return text;
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
    return uuid(name, value, "a message id");
  }

  static String inviteId(String name, @Nullable String value) {
    return uuid(name, value, "the id of an invite");
  }

  static String approvalId(String name, @Nullable String value) {
    return uuid(name, value, "the id of an approval");
  }

  private static String uuid(String name, @Nullable String value, String what) {
    String id = present(name, value);
    if (!UUID.matcher(id).matches()) {
      throw invalid(name, "must be " + what + ", such as 0190163d-8694-739b-aea5-966c26f8ad91");
    }
    return id;
  }

  /// Is this the id of an agent, rather than somebody's name for it?
  public static boolean isAgentId(String text) {
    return AGENT_ID.matcher(text).matches();
  }

  /// A name that somebody chose for another agent. It cannot be taken for an id.
  public static @Nullable String optionalAlias(@Nullable String value) {
    if (value == null) {
      return null;
    }
    String alias = line("alias", value, ALIAS_MAX).strip();
    if (alias.toLowerCase(Locale.ROOT).startsWith("a2a_")) {
      throw invalid("alias", "must not begin like an agent id");
    }
    return alias;
  }

  /// The id of a capability, as the agent chose it that has it.
  public static @Nullable String optionalCapabilityId(String name, @Nullable String value) {
    return optionalToken(name, value, CAPABILITY_ID_MAX);
  }

  /// Ids of capabilities, each once, 1 to 20 of them.
  static @Nullable List<String> optionalCapabilities(@Nullable List<String> values) {
    if (values == null) {
      return null;
    }
    if (values.isEmpty()
        || values.size() > CAPABILITIES_MAX
        || values.stream().anyMatch(Objects::isNull)) {
      throw invalid("capabilities", "must name 1 to " + CAPABILITIES_MAX + " capabilities");
    }
    values.forEach(id -> optionalCapabilityId("capabilities", id));
    return values.stream().distinct().toList();
  }

  public static @Nullable String optionalMessageId(String name, @Nullable String value) {
    return value == null ? null : messageId(name, value);
  }

  /// How many items a page may have, 1 to 100; absent means the list's default.
  public static @Nullable Integer optionalLimit(@Nullable Integer value) {
    return optionalLimit(value, PAGE_MAX);
  }

  /// The same for a list whose pages are longer.
  static @Nullable Integer optionalLimit(@Nullable Integer value, int max) {
    if (value != null && (value < 1 || value > max)) {
      throw invalid("limit", "must be 1 to " + max);
    }
    return value;
  }

  /// Seconds to wait for something, 0 to [GetMessageStatus#WAIT_MAX].
  public static @Nullable Integer optionalWait(@Nullable Integer value) {
    if (value != null && (value < 0 || value > GetMessageStatus.WAIT_MAX)) {
      throw invalid("wait", "must be 0 to " + GetMessageStatus.WAIT_MAX + " seconds");
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
