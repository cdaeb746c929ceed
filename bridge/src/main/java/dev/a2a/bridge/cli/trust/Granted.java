package dev.a2a.bridge.cli.trust;

import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.shared.api.Scope;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say what another agent may do, and how that is shown.
final class Granted {
  @Option(
      names = "--scopes",
      paramLabel = "SCOPE",
      split = ",",
      description = "message, notify or both, with a comma (default: both).")
  @Nullable List<String> scopes;

  /// As typed, or null.
  @Nullable List<Scope> scopes() {
    return scopes == null ? null : scopes.stream().map(Scope::of).toList();
  }

  static void show(Screen screen, List<Scope> scopes, @Nullable List<String> capabilities) {
    screen.line("  scopes   " + words(scopes));
    if (capabilities != null) {
      screen.line("  only for " + String.join(", ", capabilities));
    }
  }

  static String words(List<Scope> scopes) {
    return scopes.isEmpty()
        ? "-"
        : scopes.stream().map(Scope::word).collect(Collectors.joining(","));
  }
}
