package dev.a2a.bridge.cli.bench;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import dev.a2a.bridge.cli.bench.Figures.Baseline;
import dev.a2a.bridge.cli.bench.Ledger.Verdict;
import dev.a2a.bridge.cli.bench.Samples.Percentiles;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.cli.terminal.Table;
import java.util.stream.Collectors;

/// The figures for people.
final class Report {
  private static final String LINE = "%-22s%s";

  private Report() {}

  static void show(Figures found, Screen screen) {
    screen.line(
        Style.STRONG,
        format(
            ROOT,
            found.mixed()
                ? "%,.0f requests a second, one in three a message that is on disk"
                : "%,.0f messages a second, each on disk",
            found.perSecond().median()));
    screen.line(
        format(
            ROOT,
            "%d senders, bodies of %,d bytes, %.0f s in %d slices (%,.0f to %,.0f)",
            found.senders(),
            found.bodyBytes(),
            found.seconds(),
            Plan.SLICES,
            found.perSecond().lowest(),
            found.perSecond().highest()));
    if (found.rate() != null) {
      screen.line(format(ROOT, "%,d a second were asked for", found.rate()));
    }
    screen.blank();
    Table times = new Table(20, "ms", "p50", "p95", "p99", "samples");
    row(times, "send", found.sendMs());
    row(times, "send to visible", found.visibleMs());
    row(times, "inbox", found.inboxMs());
    screen.table(times);
    screen.blank();
    line(screen, "refused", refusals(found));
    Disk disk = found.disk();
    if (disk != null) {
      line(
          screen,
          "one fsync",
          format(ROOT, "%.2f ms, on %s", disk.fsyncMsP50(), disk.fileSystem()));
    }
    Baseline baseline = found.baseline();
    if (baseline != null) {
      show(baseline, screen);
    }
    verdict(screen, "check", found.check());
    if (found.agentsLeft() > 0) {
      line(screen, "left behind", found.agentsLeft() + " agents at " + found.server());
    }
  }

  private static void show(Baseline base, Screen screen) {
    line(
        screen,
        "group commit off",
        format(
            ROOT,
            "%,.0f messages a second; on, %.2f times as many",
            base.groupOffPerSecond().median(),
            base.groupRatio().median()));
    line(
        screen,
        "storing nothing",
        format(
            ROOT,
            "%,.0f requests a second; of these, sends reach %.2f",
            base.postPerSecond().median(),
            base.postRatio().median()));
    line(
        screen,
        "a lone sender's p50",
        format(
            ROOT,
            "%.2f ms; a bare insert %.2f ms, so %.2f ms more",
            base.loneSendMsP50().median(),
            base.insertMsP50().median(),
            base.loneMinusInsertMs().median()));
    if (!base.groupOffCheck().good()) {
      verdict(screen, "check, group off", base.groupOffCheck());
    }
  }

  private static void row(Table table, String name, Percentiles ms) {
    table.row(
        name,
        format(ROOT, "%.2f", ms.p50()),
        format(ROOT, "%.2f", ms.p95()),
        format(ROOT, "%.2f", ms.p99()),
        format(ROOT, "%,d", ms.samples()));
  }

  private static String refusals(Figures found) {
    return found.refusals().isEmpty()
        ? "none"
        : found.refusals().entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", "));
  }

  private static void verdict(Screen screen, String name, Verdict verdict) {
    String text =
        format(
            ROOT,
            "%,d acknowledged, lost %,d, doubled %,d",
            verdict.acknowledged(),
            verdict.lost(),
            verdict.doubled());
    screen.line(verdict.good() ? Style.GOOD : Style.WARNING, format(ROOT, LINE, name, text));
  }

  private static void line(Screen screen, String name, String text) {
    screen.line(format(ROOT, LINE, name, text));
  }
}
