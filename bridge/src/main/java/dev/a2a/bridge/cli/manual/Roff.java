package dev.a2a.bridge.cli.manual;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes a page in the language of `man` (man(7)), which groff and mandoc read. What is given is
/// plain text, whatever is in it.
final class Roff {
  private final StringBuilder page = new StringBuilder();

  /// `date` is that of the release, such as 2026-01-31.
  Roff(String name, int section, String date, String version) {
    line(
        ".TH %s %d %s \"a2a %s\" \"a2a\""
            .formatted(escaped(name.toUpperCase(Locale.ROOT)), section, date, version));
    line(".nh"); // No hyphens where there are none in the text.
    line(".ad l");
  }

  Roff section(String title) {
    return line(".SH " + title);
  }

  /// What every page begins with; `man -k` searches it.
  Roff name(String name, String what) {
    return line(escaped(name) + " \\- " + escaped(what));
  }

  Roff paragraph(String text) {
    return line(".PP").line(sentence(text));
  }

  /// The first paragraph of a section.
  Roff text(String text) {
    return line(sentence(text));
  }

  /// Something that is explained, in bold, and its explanation.
  Roff item(String what, String value, String explanation) {
    line(".TP");
    String bold = what.isEmpty() ? "" : "\\fB" + escaped(what) + "\\fR";
    String slanted = value.isEmpty() ? "" : "\\fI" + escaped(value) + "\\fR";
    line((bold + " " + slanted).strip());
    return line(sentence(explanation));
  }

  /// Lines that stay as they are.
  Roff verbatim(List<String> lines) {
    line(".RS 4").line(".nf");
    lines.forEach(text -> line(text.isEmpty() ? ".sp" : sentence(text)));
    return line(".fi").line(".RE");
  }

  /// Other pages, such as `a2a-send(1)`.
  Roff pages(List<String> pages) {
    return line(
        pages.stream()
            .map(page -> page.split("\\(", 2))
            .map(page -> "\\fB" + escaped(page[0]) + "\\fR(" + page[1])
            .collect(Collectors.joining(",\n")));
  }

  @Override
  public String toString() {
    return page.toString();
  }

  private Roff line(String text) {
    page.append(text).append('\n');
    return this;
  }

  private static String sentence(String text) {
    String escaped = escaped(text);
    // At the start of a line these two would be commands.
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .forEach(c -> {
          switch (c) {
            case '\\' -> escaped.append("\\e");
            case '-' -> escaped.append("\\-");
            case '\'' -> escaped.append("\\(aq");
            case '`' -> escaped.append("\\(ga");
            case '^' -> escaped.append("\\(ha");
            case '~' -> escaped.append("\\(ti");
            default -> escaped.appendCodePoint(c);
          }
        });
    return escaped.toString();
  }
}
