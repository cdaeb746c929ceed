package dev.a2a.bridge.cli.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The page of the manual about a program that is no command of `a2a`, from what it prints with
/// `--help`: lines of usage, paragraphs, options with two blanks before their explanation, an
/// example.
final class ProgramPage {
  private static final Pattern OPTION = Pattern.compile(" {2}(--\\S+)(?: (\\S+))? {2,}(\\S.*)");
  private static final Pattern MORE = Pattern.compile(" {3,}(\\S.*)");
  private static final String USAGE = "Usage: ";
  private static final String EXAMPLE = "Example";

  private final String name;
  private final int section;

  private final List<String> usage = new ArrayList<>();
  private final List<String> paragraphs = new ArrayList<>();
  private final List<Option> options = new ArrayList<>();
  private final List<String> example = new ArrayList<>();

  private record Option(String name, String value, String explanation) {}

  ProgramPage(String name, int section, String help) {
    this.name = name;
    this.section = section;
    List.of(help.split("\n\\s*\n", -1)).forEach(this::part);
    if (usage.isEmpty() || paragraphs.isEmpty() || options.isEmpty()) {
      throw new IllegalArgumentException("this is not the help of " + name + ": " + help);
    }
  }

  String text(String date, String version) {
    Roff page = new Roff(name, section, date, version);
    String first = paragraphs.getFirst();
    page.section("NAME").name(name, first.replaceFirst("\\..*$", ""));
    page.section("SYNOPSIS").verbatim(usage);
    page.section("DESCRIPTION").text(first);
    paragraphs.subList(1, paragraphs.size()).forEach(page::paragraph);
    page.section("OPTIONS");
    options.forEach(option -> page.item(option.name(), option.value(), option.explanation()));
    page.section("EXAMPLES").verbatim(example);
    page.section("SEE ALSO").pages(List.of("a2a(1)"));
    return page.toString();
  }

  private void part(String text) {
    List<String> lines = text.lines().toList();
    if (text.startsWith(USAGE)) {
      lines.forEach(line -> usage.add(line.substring(USAGE.length())));
    } else if (text.startsWith(EXAMPLE)) {
      String all = text.replaceFirst("^.*?:\\s", "");
      all.lines().filter(line -> !line.isBlank()).map(String::strip).forEach(example::add);
    } else if (OPTION.matcher(lines.getFirst()).matches()) {
      lines.forEach(this::option);
    } else {
      paragraphs.add(String.join(" ", lines));
    }
  }

  private void option(String line) {
    Matcher option = OPTION.matcher(line);
    if (option.matches()) {
      String value = option.group(2) == null ? "" : option.group(2);
      options.add(new Option(option.group(1), value, option.group(3)));
      return;
    }
    Matcher more = MORE.matcher(line);
    if (!more.matches()) {
      throw new IllegalArgumentException("this is no option of " + name + ": " + line);
    }
    Option last = options.removeLast();
    options.add(new Option(last.name(), last.value(), last.explanation() + " " + more.group(1)));
  }
}
