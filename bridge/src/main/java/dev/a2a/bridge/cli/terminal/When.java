package dev.a2a.bridge.cli.terminal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Times as people read them, in UTC to the minute.
public final class When {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

  private When() {}

  public static String shown(Instant time) {
    return MINUTES.format(time);
  }
}
