package dev.a2a.bridge.cli.manual;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The script by which fish completes a command line, which picocli has none for: one `complete`
/// for each command, option and list of words, under the condition that it may stand there.
final class FishCompletion {
  private final String name;
  private final StringBuilder script = new StringBuilder();

  private FishCompletion(String name) {
    this.name = name;
  }

  static String of(CommandLine commands) {
    FishCompletion fish = new FishCompletion(commands.getCommandName());
    fish.script.append(
        """
        # Completion of %1$s for fish.

        # Was the command typed that these words name? Options may stand between them.
        function __%1$s_at
            set -l typed (commandline -opc)[2..]
            for word in $argv
                set -l at (contains -i -- $word $typed); or return 1
                set -e typed[1..$at]
            end
        end

        # Was none of these words typed?
        function __%1$s_before
            set -l typed (commandline -opc)[2..]
            not string match -qr -- '^('(string join '|' -- $argv)')$' $typed
        end

        # Was no command typed at all?
        function __%1$s_none
            not string match -qr -- '^[^-]' (commandline -opc)[2..]
        end

        complete -c %1$s -f
        """
            .formatted(fish.name));
    fish.command(commands.getCommandSpec(), List.of());
    return fish.script.toString();
  }

  private void command(CommandSpec spec, List<String> path) {
    Map<String, CommandSpec> below = below(spec);
    below.forEach((word, sub) -> add(before(path, below), "-a " + quoted(word), sub));
    String here = below.isEmpty() ? at(path) : before(path, below);
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        add(here, flags(option) + value(option), text(option.description()));
      }
    }
    spec.positionalParameters().stream()
        .filter(parameter -> !parameter.hidden())
        .filter(parameter -> takesFile(parameter) || !words(parameter).isEmpty())
        .forEach(parameter ->
            add(here, value(parameter).replace(" -x", "").strip(), text(parameter.description())));
    below.forEach((word, sub) -> command(sub, append(path, word)));
  }

  /// The subcommands that are shown.
  static Map<String, CommandSpec> below(CommandSpec spec) {
    Map<String, CommandSpec> shown = new LinkedHashMap<>();
    spec.subcommands()
        .forEach((word, line) -> {
          if (!line.getCommandSpec().usageMessage().hidden()) {
            shown.put(word, line.getCommandSpec());
          }
        });
    return shown;
  }

  private void add(String condition, String what, CommandSpec command) {
    add(condition, what, text(command.usageMessage().description()));
  }

  private void add(String condition, String what, String description) {
    script.append("complete -c ").append(name).append(" -n ").append(quoted(condition));
    script.append(' ').append(what);
    if (!description.isEmpty()) {
      script.append(" -d ").append(quoted(description));
    }
    script.append('\n');
  }

  private String at(List<String> path) {
    return "__" + name + "_at " + String.join(" ", path);
  }

  private String before(List<String> path, Map<String, CommandSpec> below) {
    if (path.isEmpty()) {
      return "__" + name + "_none";
    }
    return at(path) + "; and __" + name + "_before " + String.join(" ", below.keySet());
  }

  private static String flags(OptionSpec option) {
    return option.longestName().equals(option.shortestName())
        ? flag(option.longestName())
        : flag(option.shortestName()) + " " + flag(option.longestName());
  }

  private static String flag(String name) {
    return name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1);
  }

  private static String value(ArgSpec arg) {
    if (arg.arity().max() == 0) {
      return "";
    }
    if (takesFile(arg)) {
      return " -r -F";
    }
    List<String> words = words(arg);
    return words.isEmpty() ? " -x" : " -x -a " + quoted(String.join(" ", words));
  }

  private static boolean takesFile(ArgSpec arg) {
    return Path.class.isAssignableFrom(arg.type())
        || arg.paramLabel().equals("FILE")
        || arg.paramLabel().equals("DIR");
  }

  private static List<String> words(ArgSpec arg) {
    Iterable<String> words = arg.completionCandidates();
    return words == null ? List.of() : StreamSupport.stream(words.spliterator(), false).toList();
  }

  private static String text(String[] description) {
    return description.length == 0
        ? ""
        : List.of(Ansi.OFF.text(String.format(description[0])).toString().split("\n", -1))
            .getFirst()
            .strip();
  }

  private static List<String> append(List<String> path, String word) {
    List<String> longer = new ArrayList<>(path);
    longer.add(word);
    return longer;
  }

  private static String quoted(String text) {
    return text.chars()
        .mapToObj(c -> (c == '\'' || c == '\\' ? "\\" : "") + Character.toString(c))
        .collect(Collectors.joining("", "'", "'"));
  }
}
