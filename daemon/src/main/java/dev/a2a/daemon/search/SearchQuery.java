package dev.a2a.daemon.search;

import dev.a2a.daemon.search.Words.Word;
import dev.a2a.shared.api.Check;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What somebody looks for: words and phrases that must all occur in the subject or the body, who
/// wrote it, since when.
///
/// Everything but `from:`, `since:` and quotation marks is words: operators of other search engines
/// mean nothing here. A quotation mark without its partner is ignored.
///
/// @param phrases a word is a phrase of one
public record SearchQuery(
    List<List<String>> phrases, @Nullable String from, @Nullable Instant since) {
  private static final int WORDS_MAX = 20;
  private static final Pattern PART = Pattern.compile("\"([^\"]*)\"|([^\\s\"]+)");

  /// Reads a query; refuses one that asks for nothing, for more than 20 words, or whose filters
  /// make no sense.
  public static SearchQuery read(String query, Instant now) {
    List<List<String>> phrases = new ArrayList<>();
    String from = null;
    Instant since = null;
    Matcher part = PART.matcher(query.replaceAll("[“”„‟]", "\""));
    while (part.find()) {
      String word = part.group(2) == null ? "" : part.group(2);
      if (word.startsWith("from:")) {
        from = Check.agentId("from:", once(from, "from:", word));
      } else if (word.startsWith("since:")) {
        since = Moment.read(once(since, "since:", word), now);
      } else {
        List<String> phrase = texts(word.isEmpty() ? part.group(1) : word);
        if (!phrase.isEmpty()) {
          phrases.add(phrase);
        }
      }
    }
    check(phrases, from == null && since == null);
    return new SearchQuery(List.copyOf(phrases), from, since);
  }

  /// Where in the body to look at first, if all phrases occur; empty if one doesn't. 0 when they
  /// are in the subject only.
  public OptionalInt find(String subject, String body) {
    List<Word> words = Words.of(body);
    List<String> inBody = words.stream().map(Word::text).toList();
    List<String> inSubject = texts(subject);
    Set<String> all = new HashSet<>(inBody);
    all.addAll(inSubject);
    int first = Integer.MAX_VALUE;
    for (List<String> phrase : phrases) {
      int found = all.containsAll(phrase) ? Collections.indexOfSubList(inBody, phrase) : -1;
      if (found >= 0) {
        first = Math.min(first, words.get(found).at());
      } else if (Collections.indexOfSubList(inSubject, phrase) < 0) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of(first == Integer.MAX_VALUE ? 0 : first);
  }

  /// Every word that a message must have.
  Set<String> words() {
    Set<String> words = new TreeSet<>();
    phrases.forEach(words::addAll);
    return words;
  }

  Optional<String> sender() {
    return Optional.ofNullable(from);
  }

  private static List<String> texts(String text) {
    return Words.of(text).stream().map(Word::text).toList();
  }

  private static String once(@Nullable Object earlier, String filter, String word) {
    if (earlier != null) {
      throw no("may have " + filter + " only once");
    }
    return word.substring(filter.length());
  }

  private static void check(List<List<String>> phrases, boolean nothingElse) {
    if (phrases.isEmpty() && nothingElse) {
      throw no("must have a word to look for, from: or since:");
    }
    if (phrases.stream().mapToInt(List::size).sum() > WORDS_MAX) {
      throw no("may have at most " + WORDS_MAX + " words");
    }
  }

  private static Refusal no(String expected) {
    return new Refusal(new Problem.InvalidArgument("query", expected));
  }
}
