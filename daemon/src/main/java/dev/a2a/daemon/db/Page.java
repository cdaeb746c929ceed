package dev.a2a.daemon.db;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A part of a long list. A cursor is where the last page ended, in the list's own order, so a page
/// costs the same wherever it stands, and nothing is skipped or repeated while the list grows.
///
/// @param items at most as many as were asked for
/// @param cursor asks for the next page; null when this is the last
public record Page<T>(List<T> items, @Nullable String cursor) {
  /// Items on a page when nobody says how many.
  public static final int DEFAULT_LIMIT = 20;

  /// Makes a page of a query that asked for one row more than the page holds.
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, limit);
    return new Page<>(items, cursor.apply(items.getLast()));
  }

  public static int limit(@Nullable Integer limit) {
    return limit == null ? DEFAULT_LIMIT : limit;
  }

  /// Where to go on in a list that runs from high numbers to low ones.
  public static long below(@Nullable String cursor) {
    if (cursor == null) {
      return Long.MAX_VALUE;
    }
    try {
      return Long.parseLong(cursor, Character.MAX_RADIX);
    } catch (NumberFormatException _) {
      throw new Refusal(new Problem.InvalidArgument("cursor", "must be one from a page before"));
    }
  }

  /// The cursor that [#below] reads.
  public static String cursor(long number) {
    return Long.toString(number, Character.MAX_RADIX);
  }

  /// Where to go on in a list ordered by text.
  public static String after(@Nullable String cursor) {
    return cursor == null ? "" : cursor;
  }

  public <R> List<R> map(Function<T, R> shown) {
    return items.stream().map(shown).toList();
  }

  public boolean hasMore() {
    return cursor != null;
  }
}
