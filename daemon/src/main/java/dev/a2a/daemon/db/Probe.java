package dev.a2a.daemon.db;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What a folder's disk costs, without a daemon around it: the fsync that each commit waits for,
/// and the least insert that is durable, by a connection with the daemon's own settings. All of it
/// in a temporary folder there, which is removed.
public final class Probe {
  private static final int PAGE = 4096;
  private static final int PAGES = 256;
  private static final int SAMPLES = 200;
  private static final int SAMPLES_MIN = 50;
  private static final Duration ENOUGH = Duration.ofSeconds(2);

  private Probe() {}

  /// Medians and 99th percentiles in milliseconds, of at least 50 samples each.
  public record Cost(
      double fsyncMsP50,
      double fsyncMsP99,
      int fsyncSamples,
      double insertMsP50,
      double insertMsP99,
      int insertSamples,
      String fileSystem) {}

  private interface Step {
    void run(int number) throws IOException;
  }

  /// Measures the disk of that folder. Takes some seconds where fsyncs are slow.
  public static Cost measure(Path folder) throws IOException {
    Path temporary = Files.createTempDirectory(folder, "a2a-probe-");
    try {
      double[] fsyncs = fsyncs(temporary.resolve("fsync"));
      double[] inserts = inserts(temporary.resolve("insert.db"));
      return new Cost(
          percentile(fsyncs, 50),
          percentile(fsyncs, 99),
          fsyncs.length,
          percentile(inserts, 50),
          percentile(inserts, 99),
          inserts.length,
          Files.getFileStore(folder).type());
    } finally {
      remove(temporary);
    }
  }

  /// A page written and fsynced over one that is there, as in a write-ahead log that has started
  /// over.
  private static double[] fsyncs(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(PAGE * PAGES), 0);
      channel.force(true);
      return measure(number -> {
        channel.write(ByteBuffer.allocate(PAGE), (long) PAGE * (number % PAGES));
        channel.force(true);
      });
    }
  }

  private static double[] inserts(Path file) throws IOException {
    List<Tx> opened = new ArrayList<>();
    try {
      Tx tx = Database.connect(file, false, opened);
      tx.update("CREATE TABLE probe (id INTEGER PRIMARY KEY, body TEXT NOT NULL)");
      String body = "x".repeat(200);
      // No transaction around it: each insert is its own, with its own fsync.
      return measure(_ -> tx.update("INSERT INTO probe (body) VALUES (?)", body));
    } finally {
      opened.forEach(Tx::close);
    }
  }

  /// The times of a step, sorted, after as many that are not counted.
  private static double[] measure(Step step) throws IOException {
    times(step);
    return times(step);
  }

  private static double[] times(Step step) throws IOException {
    double[] times = new double[SAMPLES];
    long began = System.nanoTime();
    int taken = 0;
    while (taken < SAMPLES
        && (taken < SAMPLES_MIN || System.nanoTime() - began < ENOUGH.toNanos())) {
      long start = System.nanoTime();
      step.run(taken);
      times[taken++] = (System.nanoTime() - start) / 1e6;
    }
    double[] sorted = Arrays.copyOf(times, taken);
    Arrays.sort(sorted);
    return sorted;
  }

  private static double percentile(double[] sorted, int percent) {
    return sorted[Math.ceilDiv(sorted.length * percent, 100) - 1];
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
