package dev.a2a.bridge.cli.option;

import dev.a2a.shared.api.Check;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of a list that comes in pages.
public final class Paging {
  private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

  @Option(names = "--limit", paramLabel = "N", description = "How many, 1 to 100 (default: 20).")
  @Nullable Integer limit;

  @Option(names = "--cursor", paramLabel = "C", description = "Go on after the page before.")
  @Nullable String cursor;

  /// The path with the query for this page; `more` are further parameters.
  public String path(String path, Map<String, String> more) {
    Map<String, String> query = new TreeMap<>(more);
    Integer checked = Check.optionalLimit(limit);
    if (checked != null) {
      query.put("limit", checked.toString());
    }
    String from = Check.optionalToken("cursor", cursor, 100);
    if (from != null) {
      query.put("cursor", from);
    }
    return query.isEmpty()
        ? path
        : path
            + query.entrySet().stream()
                .map(
                    e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
  }

  /// Says how to get the next page, if there is one: the same command with the cursor.
  public void remark(Common common, boolean hasMore, @Nullable String next, String... command) {
    if (!hasMore || next == null) {
      return;
    }
    List<String> words = new ArrayList<>(List.of("a2a"));
    words.addAll(List.of(command));
    if (limit != null) {
      words.addAll(List.of("--limit", limit.toString()));
    }
    words.addAll(common.repeated());
    words.addAll(List.of("--cursor", next));
    common.remark(
        "There is more: " + words.stream().map(Paging::quoted).collect(Collectors.joining(" ")));
  }

  // The cursor comes from a server and the line will be pasted into a shell.
  private static String quoted(String word) {
    return PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
