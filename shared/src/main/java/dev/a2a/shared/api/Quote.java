package dev.a2a.shared.api;

import java.util.stream.Collectors;

/// Repeats a name that somebody sent, so that it cannot do harm where it is shown.
final class Quote {
  private static final int MAX = 64;

  private Quote() {}

  /// The name in double quotes: printable ASCII as it is, everything else as `?`, at most 64
  /// characters.
  static String name(String name) {
    String shown =
        name.codePoints()
            .limit(MAX)
            .map(c -> c >= 0x20 && c < 0x7F && c != '"' ? c : '?')
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    return '"' + shown + '"';
  }
}
