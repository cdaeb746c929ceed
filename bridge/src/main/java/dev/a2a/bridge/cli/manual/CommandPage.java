package dev.a2a.bridge.cli.manual;

import dev.a2a.shared.api.Exit;
import dev.a2a.shared.home.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The page of the manual about one command, from what its `--help` is made of.
final class CommandPage {
  private static final String EXAMPLE = "Example:";

  private final CommandSpec spec;
  private final Help help;

  CommandPage(CommandSpec spec) {
    this.spec = spec;
    this.help = new Help(spec, Help.defaultColorScheme(Ansi.OFF));
  }

  /// Its name, such as `a2a-keys-list`.
  String name() {
    return spec.qualifiedName("-");
  }

  String text(String date, String version) {
    Roff page = new Roff(name(), 1, date, version);
    String description = String.join(" ", help.description().strip().split("\\s*\n\\s*", -1));
    page.section("NAME").name(name(), description.replaceFirst("\\.$", ""));
    page.section("SYNOPSIS").text(synopsis());
    page.section("DESCRIPTION").text(description);
    List<String> footer = help.footer().strip().lines().toList();
    int example = footer.indexOf(EXAMPLE);
    remarks(example < 0 ? footer : footer.subList(0, example)).forEach(page::paragraph);
    arguments(page);
    options(page);
    commands(page);
    if (example >= 0) {
      page.section("EXAMPLES").verbatim(dedented(footer.subList(example + 1, footer.size())));
    }
    if (spec.parent() == null) {
      environment(page);
    }
    exitStatus(page);
    page.section("SEE ALSO").pages(seeAlso());
    return page.toString();
  }

  private String synopsis() {
    return String.join(" ", help.synopsis(0).strip().split("\\s+", -1));
  }

  private void arguments(Roff page) {
    List<PositionalParamSpec> shown =
        spec.positionalParameters().stream().filter(p -> !p.hidden()).toList();
    if (!shown.isEmpty()) {
      page.section("ARGUMENTS");
      shown.forEach(p -> page.item("", p.paramLabel(), joined(p.description())));
    }
  }

  private void options(Roff page) {
    List<OptionSpec> shown = spec.options().stream().filter(o -> !o.hidden()).toList();
    if (!shown.isEmpty()) {
      page.section("OPTIONS");
      shown.forEach(option ->
          page.item(
              String.join(", ", option.names()),
              option.arity().max() == 0 ? "" : option.paramLabel(),
              joined(option.description())));
    }
  }

  private void commands(Roff page) {
    Map<String, CommandSpec> below = FishCompletion.below(spec);
    if (!below.isEmpty()) {
      page.section("COMMANDS");
      below.forEach((word, sub) -> page.item(word, "", joined(sub.usageMessage().description())));
    }
  }

  private void environment(Roff page) {
    page.section("ENVIRONMENT");
    for (Setting setting : Setting.values()) {
      String fallback = setting.fallback().isEmpty() ? "" : " Default: " + setting.fallback() + ".";
      page.item(setting.env(), "", plain(setting.doc()) + fallback);
    }
  }

  private static void exitStatus(Roff page) {
    page.section("EXIT STATUS");
    for (Exit exit : Exit.values()) {
      page.item(Integer.toString(exit.status()), "", exit.meaning());
    }
  }

  private List<String> seeAlso() {
    List<String> pages = new ArrayList<>();
    for (CommandLine up = spec.commandLine().getParent(); up != null; up = up.getParent()) {
      pages.add(up.getCommandSpec().qualifiedName("-") + "(1)");
    }
    FishCompletion.below(spec).values().forEach(sub -> pages.add(sub.qualifiedName("-") + "(1)"));
    if (spec.parent() == null) {
      pages.addAll(List.of("a2a-bridge(1)", "a2a-daemon(8)"));
    }
    return pages;
  }

  /// Paragraphs: lines with an empty one, or a deeper one, between.
  private static List<String> remarks(List<String> lines) {
    String text = String.join("\n", lines).strip();
    return text.isEmpty()
        ? List.of()
        : List.of(text.split("\n\\s*\n", -1)).stream()
            .map(paragraph -> String.join(" ", paragraph.split("\\s*\n\\s*", -1)))
            .toList();
  }

  private static List<String> dedented(List<String> lines) {
    return lines.stream().map(line -> line.replaceFirst("^ {2}", "")).toList();
  }

  private static String joined(String[] description) {
    return List.of(description).stream()
        .map(line -> Ansi.OFF.text(String.format(line)).toString())
        .map(line -> line.strip().replaceAll("\\s*\n\\s*", " "))
        .collect(Collectors.joining(" "));
  }

  /// Markdown without its signs; links lead nowhere on this page.
  private static String plain(String markdown) {
    return markdown
        .replaceAll("[,;.] [Ss]ee \\[[^]]*]\\([^)]*\\)\\.", ".")
        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
        .replace("`", "");
  }
}
