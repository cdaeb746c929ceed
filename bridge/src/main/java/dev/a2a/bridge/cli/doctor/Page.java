package dev.a2a.bridge.cli.doctor;

import dev.a2a.bridge.cli.doctor.Finding.State;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Style;

/// The findings as a page: a state, what it is about, and words folded beside them.
final class Page {
  private static final String INDENT = " ".repeat(16);

  private final Screen screen;

  Page(Screen screen) {
    this.screen = screen;
  }

  void show(Finding finding) {
    String head = "%-5s  %-9s".formatted(finding.state().word(), finding.check());
    screen.beside(style(finding.state()), head + INDENT.substring(head.length()), finding.says());
    if (finding.repair() != null) {
      screen.beside(Style.STRONG, INDENT, "→ " + finding.repair());
    }
  }

  private static Style style(State state) {
    return switch (state) {
      case OK -> Style.PLAIN;
      case NOTE -> Style.FAINT;
      case WRONG -> Style.WARNING;
    };
  }
}
