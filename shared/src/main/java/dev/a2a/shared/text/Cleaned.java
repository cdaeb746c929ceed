package dev.a2a.shared.text;

/// A stranger's text as a model may see it: what [CharacterRules] does not call harmless is gone,
/// and counted. A model would read it, where a person sees nothing.
///
/// Cleaning what is clean changes nothing.
///
/// @param removed how many characters are gone
public record Cleaned(String text, int removed) {
  private static final int PASSES_MAX = 3; // More are needed by nobody but an attacker.

  /// Text of several lines; line feeds and tabs stay.
  public static Cleaned text(String text) {
    Cleaned clean = pass(text, false);
    int removed = clean.removed();
    // What stood apart is now side by side: marks may pile up, joiners may join nothing.
    for (int passes = 1; clean.removed() > 0; passes++) {
      clean = pass(clean.text(), passes >= PASSES_MAX);
      removed += clean.removed();
    }
    return new Cleaned(clean.text(), removed);
  }

  /// Text of exactly one line: line feeds and tabs are spaces.
  public static Cleaned line(String text) {
    Cleaned cleaned = text(text);
    return new Cleaned(cleaned.text().replace('\n', ' ').replace('\t', ' '), cleaned.removed());
  }

  /// How many characters of a text are not harmless.
  public static int hidden(String text) {
    return pass(text, false).removed();
  }

  private static Cleaned pass(String text, boolean plain) {
    StringBuilder kept = new StringBuilder(text.length());
    int[] removed = {0};
    CharacterRules.read(
        text,
        (c, harmless) -> {
          if (harmless && !(plain && CharacterRules.leans(c))) {
            kept.appendCodePoint(c);
          } else {
            removed[0]++;
          }
        });
    return new Cleaned(kept.toString(), removed[0]);
  }
}
