package dev.a2a.bridge.cli.manual;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.AutoComplete;
import picocli.CommandLine;

/// The shells that complete `a2a`, and the script of each.
enum Completion {
  BASH("a2a.bash"),
  /// picocli's script for bash, as a function that zsh loads when it is first needed.
  ZSH("_a2a"),
  FISH("a2a.fish");

  private final String file;

  Completion(String file) {
    this.file = file;
  }

  /// Its name in the folder of completions, as packages know it.
  String file() {
    return file;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Completion> find(String word) {
    return Arrays.stream(values()).filter(shell -> shell.word().equals(word)).findFirst();
  }

  /// The script that completes this command line.
  String script(CommandLine a2a) {
    return switch (this) {
      case BASH -> AutoComplete.bash(a2a.getCommandName(), a2a);
      case ZSH -> zsh(a2a.getCommandName(), AutoComplete.bash(a2a.getCommandName(), a2a));
      case FISH -> FishCompletion.of(a2a);
    };
  }

  private static String zsh(String name, String bash) {
    return """
    #compdef %1$s
    autoload -U +X bashcompinit && bashcompinit

    %2$s
    # Loaded by the first completion: that one is still to be made. Sourced: it is registered already.
    if [ "${funcstack[1]}" = _%1$s ]; then
      _bash_complete -o default -F _complete_%1$s
    fi
    """
        .formatted(name, bash);
  }

  /// The words of all shells, for picocli.
  static final class Words implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of(values()).stream().map(Completion::word).iterator();
    }
  }
}
