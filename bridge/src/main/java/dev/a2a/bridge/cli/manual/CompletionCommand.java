package dev.a2a.bridge.cli.manual;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Prints what a shell needs to complete `a2a`. Only it and [ShareCommand] need all commands at
/// once.
@Command(
    name = "completion",
    description = "Print what your shell needs to complete a2a with the Tab key.",
    footer = {
      "%nExample:",
      "  a2a completion bash > ~/.local/share/bash-completion/completions/a2a",
      "  a2a completion zsh > ~/.zfunc/_a2a          where ~/.zfunc is in fpath",
      "  a2a completion fish > ~/.config/fish/completions/a2a.fish"
    })
public final class CompletionCommand implements Callable<Integer> {
  @Mixin final Common common;

  @Parameters(
      paramLabel = "SHELL",
      description = "bash, zsh or fish.",
      completionCandidates = Completion.Words.class)
  String word = "";

  private final Supplier<CommandLine> a2a;

  /// `a2a` makes the command line with all its commands.
  public CompletionCommand(Shell shell, Supplier<CommandLine> a2a) {
    this.common = new Common(shell);
    this.a2a = a2a;
  }

  /// What is printed with `--json`.
  record Script(String shell, String script) {}

  @Override
  public Integer call() {
    Completion shell =
        Completion.find(word)
            .orElseThrow(() ->
                new Refusal(
                    new Problem.BadUsage(
                        "There is no completion for that shell. Say bash, zsh or fish.")));
    String script = shell.script(a2a.get());
    // As it is: nothing in it comes from a stranger, and a shell is to read it.
    return common.print(new Script(word, script), _ -> common.shell().out().print(script));
  }
}
