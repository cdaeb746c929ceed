package dev.a2a.daemon.refusal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// Measures at a daemon that runs how long refusals take, for each reason, and whether their bytes
/// are the same: `docs/check/timing.sh` runs it. Prints a Markdown table.
///
/// All on one connection, one request after the other, the reasons in a new random order each
/// round, so that whatever else the machine does meets them alike. Accepted messages go through the
/// same measurement at the end: if those cannot be told from refusals, it measures nothing.
final class RefusalTiming {
  private static final int WARM_UP = 500;
  private static final int CONTROL = 200;
  private static final double MOST_PERCENT = 5;

  private final OneConnection daemon;
  private final Reasons reasons;
  private final Random random = new Random(20_261_125);
  private final Map<String, long[]> times = new LinkedHashMap<>();
  private final Map<String, String> answers = new LinkedHashMap<>();
  private boolean good = true;

  private RefusalTiming(OneConnection daemon) {
    this.daemon = daemon;
    this.reasons = Reasons.prepare(daemon);
  }

  /// Arguments: the daemon's URL, and how many requests for each reason. Status 0 when nobody can
  /// tell the reasons apart.
  public static void main(String[] args) throws IOException {
    try (OneConnection daemon = new OneConnection(args[0])) {
      RefusalTiming timing = new RefusalTiming(daemon);
      timing.measure(WARM_UP);
      timing.measure(Integer.parseInt(args[1]));
      timing.report();
      timing.control();
      System.exit(timing.good ? 0 : 1);
    }
  }

  private void measure(int rounds) throws IOException {
    times.clear();
    Map<String, byte[]> requests = new LinkedHashMap<>();
    reasons.recipients().forEach((reason, recipient) -> requests.put(reason, send(recipient)));
    requests.keySet().forEach(reason -> times.put(reason, new long[rounds]));
    List<String> order = new ArrayList<>(requests.keySet());
    for (int round = 0; round < rounds; round++) {
      Collections.shuffle(order, random);
      for (String reason : order) {
        byte[] request = requests.get(reason);
        long start = System.nanoTime();
        String answer = daemon.exchange(request);
        times.get(reason)[round] = System.nanoTime() - start;
        compare(reason, Mask.of(answer));
      }
    }
  }

  /// Every answer is held against the first one of all.
  private void compare(String reason, String masked) {
    String first = answers.computeIfAbsent("first", _ -> masked);
    if (!first.equals(masked) && answers.putIfAbsent(reason, masked) == null) {
      good = false;
      System.out.println("**DIFFERENT BYTES**: " + reason + "\n" + first + "\n---\n" + masked);
    }
  }

  private void report() {
    System.out.println("| reason | median | |\n|---|---|---|");
    times.forEach((reason, all) ->
        System.out.printf(
            Locale.ROOT,
            "| %s | %.3f ms | %d requests |%n",
            reason,
            Comparison.median(all) / 1e6,
            all.length));
    reasons
        .impossible()
        .forEach(reason ->
            System.out.println("| " + reason + " | - | SKIPPED: this daemon does not have it |"));
    System.out.println("\n| pair | medians differ | 95 of 100 resamples | Mann-Whitney z |  |");
    System.out.println("|---|---|---|---|---|");
    List<String> names = List.copyOf(times.keySet());
    for (int i = 0; i < names.size(); i++) {
      for (int j = i + 1; j < names.size(); j++) {
        pair(names.get(i), names.get(j));
      }
    }
    boolean same = answers.size() == 1;
    System.out.println("\n- masked bytes: " + (same ? "the same" : "**NOT THE SAME**"));
  }

  private void pair(String one, String other) {
    Comparison found = Comparison.of(times.get(one), times.get(other), random);
    boolean holds = Math.abs(found.percent()) < MOST_PERCENT;
    good &= holds;
    System.out.printf(
        Locale.ROOT,
        "| %s / %s | %+.2f %% | %+.2f to %+.2f %% | %+.1f | %s |%n",
        one,
        other,
        found.percent(),
        found.low(),
        found.high(),
        found.z(),
        holds ? "< 5 %" : "**NOT < 5 %**");
  }

  private void control() throws IOException {
    byte[] accepted = send(reasons.friend());
    long[] found = new long[CONTROL];
    String answer = "";
    for (int i = 0; i < CONTROL; i++) {
      long start = System.nanoTime();
      answer = daemon.exchange(accepted);
      found[i] = System.nanoTime() - start;
    }
    Comparison control = Comparison.of(times.get("no authorization"), found, random);
    boolean told =
        control.percent() > MOST_PERCENT && !answers.get("first").equals(Mask.of(answer));
    good &= told;
    System.out.printf(
        Locale.ROOT,
        "- control: an accepted message takes %+.0f %% (%+.0f to %+.0f), other bytes: %s%n",
        control.percent(),
        control.low(),
        control.high(),
        told ? "told apart, as it must be" : "**NOT TOLD APART, so nothing was measured**");
  }

  private byte[] send(String recipient) {
    return daemon.request("POST", "/v1/messages", reasons.key(), Reasons.message(recipient));
  }
}
