package dev.a2a.bridge.cli.terminal;

import dev.a2a.shared.text.Visible;
import java.util.ArrayList;
import java.util.List;

/// Rows under a header, aligned, within the width of a screen: the last column is cut to fit. What
/// is in a cell is escaped first and measured then.
public final class Table {
  private static final String GAP = "  ";

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();
  private final int cellMax;

  /// `cellMax` is the most columns that a cell takes, the last one excepted.
  public Table(int cellMax, String... header) {
    this.cellMax = cellMax;
    this.header = List.of(header);
  }

  public void row(String... cells) {
    rows.add(List.of(cells).stream().map(Visible::line).toList());
  }

  /// The header and the rows as escaped lines.
  List<String> lines(int columns) {
    int last = header.size() - 1;
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < last; i++) {
      int column = i;
      int natural = rows.stream().mapToInt(r -> DisplayWidth.of(r.get(column))).max().orElse(0);
      widths.add(Math.min(cellMax, Math.max(natural, header.get(i).length())));
    }
    int taken = widths.stream().mapToInt(w -> w + GAP.length()).sum();
    widths.add(Math.max(8, columns - taken));
    List<String> lines = new ArrayList<>();
    lines.add(line(header, widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private static String line(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = DisplayWidth.cut(cells.get(i), widths.get(i));
      line.append(i == 0 ? "" : GAP).append(DisplayWidth.pad(cell, widths.get(i)));
    }
    return line.toString().stripTrailing();
  }
}
