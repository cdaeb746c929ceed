package dev.a2a.daemon.refusal;

import java.util.regex.Pattern;

/// Leaves out of an answer what differs from one to the next: the date, the request id, and what is
/// left of the limits.
final class Mask {
  private static final Pattern VARYING =
      Pattern.compile("(?im)^(Date|X-Request-Id|RateLimit|Retry-After): .*$");

  private Mask() {}

  static String of(String answer) {
    return VARYING.matcher(answer).replaceAll("$1: -");
  }
}
