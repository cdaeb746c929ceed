package dev.a2a.daemon.fault;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import dev.a2a.daemon.fault.SlowClients.Habit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// How long others wait beside clients that are slow, against how long they waited before.
final class SlowLoad {
  private static final int DRIPPING = 500;
  private static final int HALF = 500;
  private static final int NOT_READING = 100;
  private static final int LARGE = 300;
  private static final int MEGABYTES = 600;

  private SlowLoad() {}

  /// Milliseconds.
  record Times(double p50, double p99, int refused) {}

  /// @param left the slow ones that are not let go after a minute
  /// @param megabytes the most memory that the process ever had, heap and all
  record Outcome(Times before, Times beside, Map<Habit, Integer> left, long megabytes) {

    boolean good() {
      return beside.p99() < 2 * before.p99()
          && beside.refused() == 0
          && left.isEmpty()
          && megabytes < MEGABYTES;
    }

    @Override
    public String toString() {
      return format(
          ROOT,
          "others' sends p50 %.1f ms (before %.1f), p99 %.1f ms, %.2f times as long; refused %d;"
              + " not let go: %s; memory at most %d MB",
          beside.p50(),
          before.p50(),
          beside.p99(),
          beside.p99() / before.p99(),
          beside.refused(),
          left.isEmpty() ? "none" : left,
          megabytes);
    }
  }

  static Outcome run(List<String> program, Path folder, Duration each) throws IOException {
    try (Victim daemon = Victim.start(program, folder.resolve("data"), Map.of())) {
      List<Pair> pairs = Pair.make(daemon.client(), 2);
      Pair pair = pairs.getFirst();
      String letter =
          daemon
              .client()
              .send(pair.sender(), pair.recipient(), "x".repeat(64_000))
              .text("message_id");
      measure(daemon.client(), pairs.getLast(), each.dividedBy(2)); // Warms it up.
      Times before = measure(daemon.client(), pairs.getLast(), each);
      try (SlowClients slow = new SlowClients(daemon.client().url(), pair.recipient(), letter)) {
        slow.connect(Habit.HALF_HEAD, HALF / 2);
        slow.connect(Habit.HALF_BODY, HALF / 2);
        slow.connect(Habit.DRIPPED_HEAD, DRIPPING / 2);
        slow.connect(Habit.DRIPPED_BODY, DRIPPING / 2);
        slow.connect(Habit.LARGE_HALF_BODY, LARGE);
        slow.connect(Habit.NO_READING, NOT_READING);
        Times beside = measure(daemon.client(), pairs.getLast(), each);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        Map<Habit, Integer> left = slow.open();
        while (!left.isEmpty() && System.nanoTime() < end) {
          left = slow.open();
        }
        return new Outcome(before, beside, left, megabytes(daemon.pid()));
      }
    }
  }

  /// The most memory that a process had, in MB.
  static long megabytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private static Times measure(Client client, Pair pair, Duration time) throws IOException {
    List<Long> times = new ArrayList<>();
    int refused = 0;
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      long began = System.nanoTime();
      refused += pair.sendOne(client).isEmpty() ? 0 : 1;
      times.add(System.nanoTime() - began);
    }
    times.sort(null);
    return new Times(
        times.get(times.size() / 2) / 1e6, times.get(times.size() * 99 / 100) / 1e6, refused);
  }
}
