package dev.a2a.shared.audit;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The last entry of a chain at some moment, as somebody noted it: `N:HASH`. Only with it can be
/// told that a chain was cut off at its end.
public record Head(long number, String hash) {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

  /// The chain that has no entry yet.
  static final Head NONE = new Head(0, Chain.START);

  /// Reads what [#toString] wrote.
  public static Head parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new Refusal(
          new Problem.InvalidArgument("head", "must be N:HASH, as an earlier check printed it"));
    }
    return new Head(Long.parseLong(parts.group(1)), parts.group(2));
  }

  @Override
  public String toString() {
    return number + ":" + hash;
  }
}
