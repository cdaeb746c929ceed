package dev.a2a.daemon.limit;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a request has left of each limit that it counts against, once it was counted: what the
/// headers `RateLimit-Policy` and `RateLimit` say (draft-ietf-httpapi-ratelimit-headers-10).
public final class Budget {
  private final List<Line> lines;
  private final @Nullable Problem refusal;

  Budget(List<Line> lines, @Nullable Problem refusal) {
    this.lines = lines.stream().filter(line -> !line.rate().off()).toList();
    this.refusal = refusal;
  }

  /// One limit.
  record Line(String policy, Rate rate, Verdict verdict) {}

  /// Refuses with [Problem.RateLimited] if a limit was reached.
  public void check() {
    if (refusal != null) {
      throw new Refusal(refusal);
    }
  }

  /// Are there limits at all? Without any the headers are left out.
  public boolean limited() {
    return !lines.isEmpty();
  }

  /// The limits: `q` at once, earned anew in `w` seconds.
  public String policies() {
    return lines.stream()
        .map(line ->
            "\"%s\";q=%d;w=%d"
                .formatted(line.policy(), line.rate().burst(), windowSeconds(line.rate())))
        .collect(Collectors.joining(", "));
  }

  /// What is left of them: `r` more now, all again in `t` seconds.
  public String left() {
    return lines.stream()
        .map(line ->
            "\"%s\";r=%d;t=%d"
                .formatted(line.policy(), line.verdict().left(), line.verdict().fullSeconds()))
        .collect(Collectors.joining(", "));
  }

  private static long windowSeconds(Rate rate) {
    return new Verdict(false, 0, rate.window(), 0).waitSeconds();
  }
}
