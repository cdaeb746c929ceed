package dev.a2a.daemon.db;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
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

  /// The same, of a page that also ends before its items take more than `bytes`; it always holds at
  /// least one, so that it is never stuck.
  public static <T> Page<T> of(
      List<T> rows, int limit, int bytes, ToIntFunction<T> size, Function<T, String> cursor) {
    long taken = 0;
    int fit = 0;
    while (fit < rows.size() && (fit == 0 || taken + size.applyAsInt(rows.get(fit)) <= bytes)) {
      taken += size.applyAsInt(rows.get(fit++));
    }
    return of(rows, Math.min(limit, Math.max(1, fit)), cursor);
  }

  public static int limit(@Nullable Integer limit) {
    return limit == null ? DEFAULT_LIMIT : limit;
  }

  /// Where to go on in a list that runs from high numbers to low ones.
  public static long below(@Nullable String cursor) {
    return cursor == null ? Long.MAX_VALUE : number(cursor);
  }

  /// Where to go on in a text, in bytes from its beginning.
  public static int position(String cursor) {
    long position = number(cursor);
    if (position < 0 || position > Integer.MAX_VALUE) {
      throw badCursor();
    }
    return (int) position;
  }

  /// The cursor that [#below] and [#position] read.
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

  private static long number(String cursor) {
    try {
      return Long.parseLong(cursor, Character.MAX_RADIX);
    } catch (NumberFormatException _) {
      throw badCursor();
    }
  }

  private static Refusal badCursor() {
    return new Refusal(new Problem.InvalidArgument("cursor", "must be one from a page before"));
  }
}
