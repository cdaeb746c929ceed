package dev.a2a.bridge.cli.doctor;

import dev.a2a.bridge.cli.doctor.Finding.State;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.shared.text.Visible;
import java.util.ArrayList;
import java.util.List;

/// The findings as a page: a state, what it is about, and words folded beside them.
final class Page {
  private static final String INDENT = " ".repeat(16);

  private final Screen screen;

  Page(Screen screen) {
    this.screen = screen;
  }

  void show(Finding finding) {
    String head = "%-5s  %-9s".formatted(finding.state().word(), finding.check());
    print(style(finding.state()), head + INDENT.substring(head.length()), finding.says());
    if (finding.repair() != null) {
      print(Style.STRONG, INDENT, "→ " + finding.repair());
    }
  }

  private void print(Style style, String head, String text) {
    String start = head;
    for (String line : folded(Visible.line(text), Screen.COLUMNS - INDENT.length())) {
      screen.line(style, start + line);
      start = INDENT;
    }
  }

  private static List<String> folded(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static Style style(State state) {
    return switch (state) {
      case OK -> Style.PLAIN;
      case NOTE -> Style.FAINT;
      case WRONG -> Style.WARNING;
    };
  }
}
