package dev.a2a.daemon.search;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What follows `since:`: a date (its beginning in UTC), an RFC 3339 time, or how long ago.
final class Moment {
  private static final Pattern AGO = Pattern.compile("([0-9]{1,4})([mhdw])");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7));

  private Moment() {}

  static Instant read(String text, Instant now) {
    Matcher ago = AGO.matcher(text);
    try {
      if (ago.matches()) {
        Duration unit = UNITS.getOrDefault(ago.group(2), Duration.ZERO);
        return now.minus(unit.multipliedBy(Long.parseLong(ago.group(1))));
      }
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException _) {
      throw new Refusal(
          new Problem.InvalidArgument(
              "since:", "must be like 7d, 12h, 2026-01-31 or 2026-01-31T12:00:00Z"));
    }
  }
}
