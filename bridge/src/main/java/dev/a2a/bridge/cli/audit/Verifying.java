package dev.a2a.bridge.cli.audit;

import dev.a2a.bridge.link.DaemonClient;
import dev.a2a.shared.audit.Head;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of a check.
final class Verifying {
  private static final String LARGEST_PAGES = "?limit=1000";

  @Option(names = "--verify", description = "Check the whole log.")
  boolean verify;

  @Option(
      names = "--head",
      paramLabel = "N:HASH",
      description = "What an earlier check printed; implies --verify.")
  @Nullable String head;

  boolean asked() {
    return verify || head != null;
  }

  Optional<Head> noted() {
    return Optional.ofNullable(head).map(Head::parse);
  }

  /// Asks for one page after the other, until the last or until `take` has seen enough.
  static <P> void all(
      DaemonClient client,
      String path,
      Class<P> type,
      Predicate<P> take,
      Function<P, @Nullable String> cursor) {
    String query = LARGEST_PAGES;
    boolean more = true;
    while (more) {
      P page = client.call("GET", path + query, Optional.empty(), type);
      String next = cursor.apply(page);
      more = take.test(page) && next != null;
      query =
          LARGEST_PAGES
              + "&cursor="
              + URLEncoder.encode(String.valueOf(next), StandardCharsets.UTF_8);
    }
  }
}
