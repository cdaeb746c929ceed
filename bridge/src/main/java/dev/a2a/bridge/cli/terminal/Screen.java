package dev.a2a.bridge.cli.terminal;

import dev.a2a.shared.text.Visible;
import java.io.PrintStream;
import java.util.List;

/// Prints for people. Whatever is printed is escaped here, so no caller has to know what a stranger
/// wrote: a line is always one line, and a body stays behind its bar.
public final class Screen {
  /// What is printed fits a terminal of this many columns, unless it is a word that does not.
  public static final int COLUMNS = 80;

  private static final String BAR = "│ ";
  private static final int TAB = 8;

  private final PrintStream out;
  private final boolean colours;

  Screen(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  public void line(String text) {
    line(Style.PLAIN, text);
  }

  public void line(Style style, String text) {
    put(style, Visible.line(text));
  }

  /// One line, cut to the screen.
  public void cut(Style style, String text) {
    put(style, DisplayWidth.cut(Visible.line(text), COLUMNS));
  }

  /// Text beside the start of its first line, folded to the screen; the lines below begin under it.
  public void beside(Style style, String start, String text) {
    String head = start;
    String line = "";
    int room = COLUMNS - DisplayWidth.of(start);
    for (String word : Visible.line(text).split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && DisplayWidth.of(longer) > room) {
        put(style, head + line);
        head = " ".repeat(DisplayWidth.of(start));
        longer = word;
      }
      line = longer;
    }
    put(style, head + line);
  }

  public void blank() {
    put(Style.PLAIN, "");
  }

  public void table(Table table) {
    List<String> lines = table.lines(COLUMNS);
    put(Style.STRONG, lines.getFirst());
    lines.stream().skip(1).forEach(line -> put(Style.PLAIN, line));
  }

  /// A title at the left, a word at the right; the title is cut.
  public void sides(Style style, String left, String right) {
    String end = Visible.line(right);
    int room = COLUMNS - DisplayWidth.of(end) - 2;
    String start = DisplayWidth.cut(Visible.line(left), room);
    put(style, DisplayWidth.pad(start, room) + "  " + end);
  }

  /// Text of several lines, each behind a bar. Lines are folded here, not by the terminal: what it
  /// folds would begin without a bar and could pass for words of ours.
  public void body(String text) {
    for (String line : Visible.text(text).split("\n", -1)) {
      String left = untabbed(line);
      do {
        String row = DisplayWidth.start(left, COLUMNS - BAR.length());
        put(Style.PLAIN, BAR + row);
        left = left.substring(row.length());
      } while (!left.isEmpty());
    }
  }

  private static String untabbed(String line) {
    StringBuilder spaced = new StringBuilder();
    for (String part : line.splitWithDelimiters("\t", -1)) {
      spaced.append(part.equals("\t") ? " ".repeat(TAB - spaced.length() % TAB) : part);
    }
    return spaced.toString();
  }

  private void put(Style style, String escaped) {
    out.println(colours ? style.paint(escaped) : escaped);
  }
}
