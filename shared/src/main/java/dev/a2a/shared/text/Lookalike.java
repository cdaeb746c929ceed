package dev.a2a.shared.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Names that may imitate others: a word that mixes alphabets, as in "аlice" with a Cyrillic first
/// letter, or letters in another shape, as in fullwidth. A word in one foreign alphabet that
/// happens to look Latin is not found.
///
/// @see <a href="https://www.unicode.org/reports/tr39/#Restriction_Level_Detection">UTS #39, highly
///   restrictive</a>
public final class Lookalike {
  private static final List<Set<UnicodeScript>> USUAL =
      List.of(
          EnumSet.of(
              UnicodeScript.LATIN,
              UnicodeScript.HAN,
              UnicodeScript.HIRAGANA,
              UnicodeScript.KATAKANA),
          EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
          EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL));

  private Lookalike() {}

  /// What is odd about a name, as the end of a sentence that begins with what the name is; empty
  /// for most names.
  public static Optional<String> oddity(String name) {
    for (String word : name.split("[\\s_-]+", -1)) {
      Set<UnicodeScript> scripts = scripts(word);
      if (scripts.size() > 1 && USUAL.stream().noneMatch(usual -> usual.containsAll(scripts))) {
        Set<String> names = new TreeSet<>();
        scripts.forEach(s -> names.add(s.name().toLowerCase(Locale.ROOT)));
        return Optional.of(
            "mixes alphabets (" + String.join(", ", names) + ") and may imitate another one");
      }
    }
    return Normalizer.isNormalized(name, Normalizer.Form.NFKC)
        ? Optional.empty()
        : Optional.of("has letters in an unusual shape and may imitate another one");
  }

  private static Set<UnicodeScript> scripts(String word) {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    word.codePoints().filter(Character::isLetter).forEach(c -> scripts.add(UnicodeScript.of(c)));
    scripts.remove(UnicodeScript.COMMON);
    scripts.remove(UnicodeScript.INHERITED);
    return scripts;
  }
}
