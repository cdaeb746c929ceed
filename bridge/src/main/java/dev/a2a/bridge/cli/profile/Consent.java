package dev.a2a.bridge.cli.profile;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import picocli.CommandLine.Option;

/// The option `--yes`, and the question that it answers.
final class Consent {
  @Option(names = "--yes", description = "Answer the question with yes.")
  boolean yes;

  /// Refuses unless a person agrees, now or by the option.
  void need(Common common, String question) {
    if (yes || common.shell().agrees(question)) {
      return;
    }
    throw new Refusal(
        new Problem.BadUsage(
            common.shell().tty().seen()
                ? "Nothing was removed."
                : "This removes what may be the only copy of a key. Say --yes to do it."));
  }
}
