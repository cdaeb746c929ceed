package dev.a2a.bridge.cli.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.a2a.bridge.cli.bench.Ledger.Verdict;
import dev.a2a.bridge.cli.bench.Samples.Percentiles;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a bench found. Rates are medians over its slices; `disk` and `baseline` only of a private
/// daemon; `rate` is what was asked for, where anything was. `mixed` counts all requests, sends or
/// not, and times the sends.
record Figures(
    int senders,
    double seconds,
    int bodyBytes,
    @Nullable Integer rate,
    boolean mixed,
    String server,
    Spread perSecond,
    Percentiles sendMs,
    Percentiles visibleMs,
    Percentiles inboxMs,
    @JsonInclude(JsonInclude.Include.ALWAYS) Map<String, Long> refusals,
    int agentsLeft,
    @Nullable Disk disk,
    @Nullable Baseline baseline,
    Verdict check) {

  /// What the sends are held against. Ratios are medians of the ratios of neighbouring slices.
  record Baseline(
      Spread groupOffPerSecond,
      Spread groupRatio,
      Spread postPerSecond,
      Spread postRatio,
      Spread loneSendMsP50,
      Spread insertMsP50,
      Spread loneMinusInsertMs,
      Verdict groupOffCheck) {}

  boolean good() {
    return check.good() && (baseline == null || baseline.groupOffCheck().good());
  }
}
