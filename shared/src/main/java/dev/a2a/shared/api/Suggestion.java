package dev.a2a.shared.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/// "Did you mean": the known name nearest to a mistyped one.
final class Suggestion {
  private static final int LONGEST_COMPARED = 64;

  private Suggestion() {}

  /// A sentence that names the nearest known name, or all of them when none is near.
  static String of(String name, Collection<String> known) {
    if (known.isEmpty()) {
      return "There are none.";
    }
    int far = Math.max(2, name.length() / 3);
    return known.stream()
        .filter(k -> distance(name, k) <= far)
        .min(Comparator.comparingInt((String k) -> distance(name, k)).thenComparing(k -> k))
        .map(k -> "Did you mean \"" + k + "\"?")
        .orElseGet(
            () -> "Known are " + known.stream().sorted().collect(Collectors.joining(", ")) + ".");
  }

  /// Levenshtein distance; names too long to be a slip of the finger are infinitely far.
  private static int distance(String a, String b) {
    if (a.length() > LONGEST_COMPARED) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], above) + 1, diagonal + change);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
