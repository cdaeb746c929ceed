package dev.a2a.bridge.cli.mail;

import dev.a2a.bridge.link.DaemonClient;
import dev.a2a.shared.api.Check;
import dev.a2a.shared.api.GetMessageStatus;
import dev.a2a.shared.api.MessageStatus;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Receipt;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Until;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Waits until a message has come as far as a person wants, by one long question to the daemon
/// after another.
final class Waiting {
  private static final Duration DEFAULT = Duration.ofMinutes(5);
  private static final Duration MAX = Duration.ofDays(1);
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})([smh]?)");
  private static final long PAUSE_MILLIS = 500;

  @Option(
      names = "--wait-for",
      paramLabel = "STATUS",
      description = "Wait until it is delivered, read or replied.",
      completionCandidates = Words.class)
  @Nullable String waitFor;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "Wait at most so long, such as 30s, 5m, 2h (default: 5m).")
  @Nullable String timeout;

  /// The words that a shell completes, for picocli.
  static final class Words implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of(Until.values()).stream().map(Waiting::word).iterator();
    }
  }

  /// What to wait for, and how long.
  record Wish(Until until, Duration time) {}

  /// Empty when nobody asked to wait. Refuses what is no wish, before anything is sent.
  Optional<Wish> wish() {
    if (waitFor == null) {
      if (timeout != null) {
        throw new Refusal(new Problem.BadUsage("--timeout needs --wait-for STATUS beside it."));
      }
      return Optional.empty();
    }
    return Optional.of(new Wish(until(waitFor), timeout == null ? DEFAULT : time(timeout)));
  }

  /// The receipt when the message has come so far, has expired, or time is over. A daemon that is
  /// away meanwhile is asked again; `last` is what is known before the first answer.
  static Optional<Receipt> receipt(DaemonClient client, String messageId, Wish wish) {
    Optional<Receipt> last = Optional.empty();
    long start = System.nanoTime();
    while (true) {
      long left = wish.time().toNanos() - (System.nanoTime() - start);
      long seconds = Math.clamp(TimeUnit.NANOSECONDS.toSeconds(left), 0, GetMessageStatus.WAIT_MAX);
      try {
        Receipt receipt = ask(client, messageId, wish.until(), seconds);
        last = Optional.of(receipt);
        if (receipt.status() == MessageStatus.EXPIRED || reached(last, wish) || seconds == 0) {
          return last;
        }
      } catch (Refusal e) {
        if (!away(e.problem())) {
          throw e;
        }
        if (left <= 0 || !pause()) {
          return last;
        }
      }
    }
  }

  static boolean reached(Optional<Receipt> receipt, Wish wish) {
    return receipt.filter(r -> wish.until().reachedBy(r.status())).isPresent();
  }

  /// The refusal of a wait that was in vain.
  static Refusal inVain(String messageId, Optional<Receipt> receipt, Wish wish) {
    return new Refusal(
        new Problem.StillWaiting(
            messageId,
            receipt.map(r -> word(r.status())).orElse("on its way as far as is known"),
            word(wish.until())));
  }

  static String word(Enum<?> status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static Receipt ask(DaemonClient client, String messageId, Until until, long seconds) {
    String path =
        "/v1/messages/"
            + Check.messageId("message_id", messageId)
            + "/status?wait="
            + seconds
            + "&until="
            + word(until);
    return client.call("GET", path, Optional.empty(), Receipt.class);
  }

  private static boolean away(Problem problem) {
    return problem instanceof Problem.DaemonUnreachable
        || problem instanceof Problem.NoAnswer
        || problem.status() == 503;
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Until until(String word) {
    for (Until until : Until.values()) {
      if (word(until).equals(word)) {
        return until;
      }
    }
    throw new Refusal(new Problem.BadUsage("--wait-for takes delivered, read or replied."));
  }

  private static Duration time(String text) {
    Matcher matcher = TIME.matcher(text);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      Duration time =
          switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofSeconds(number);
          };
      if (time.compareTo(MAX) <= 0) {
        return time;
      }
    }
    throw new Refusal(
        new Problem.BadUsage("--timeout takes a time such as 30s, 5m or 2h, at most 24h."));
  }
}
