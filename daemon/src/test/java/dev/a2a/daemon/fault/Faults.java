package dev.a2a.daemon.fault;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import dev.a2a.daemon.fault.Pair.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Does each fault as often as it is asked to, and prints a Markdown table of what came of it:
/// `docs/check/faults.sh`. Exit status 1 when a promise did not hold, or a control did not fail.
///
/// Arguments: an image, a folder, and `name=times` for each fault.
public final class Faults {
  private static final int CONTROL_MAX = 5;
  private static final int PREFILLED = 100_000;
  private static final int ONE_KEY = 200;

  private final Installed image;
  private final Path folder;
  private final Random chance = new Random(20260131);
  private boolean good = true;

  private Faults(Installed image, Path folder) {
    this.image = image;
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    Faults faults = new Faults(new Installed(Path.of(args[0])), Path.of(args[1]));
    Map<String, Integer> times = new HashMap<>();
    for (String word : Arrays.asList(args).subList(2, args.length)) {
      String[] parts = word.split("=", 2);
      times.put(parts[0], Integer.valueOf(parts[1]));
    }
    System.out.println("| fault | rounds | what came of it | control | holds |");
    System.out.println("|---|---|---|---|---|");
    faults.run(times);
    System.exit(faults.good ? 0 : 1);
  }

  private void run(Map<String, Integer> times) throws Exception {
    for (Fault fault :
        List.of(
            new Fault("kills", this::kills),
            new Fault("cuts", this::cuts),
            new Fault("fsyncs", this::fsyncs),
            new Fault("flips", this::flips),
            new Fault("truncations", this::truncations),
            new Fault("disks", this::disks),
            new Fault("clocks", this::clocks),
            new Fault("keys", this::keys),
            new Fault("slow", this::slow))) {
      int rounds = times.getOrDefault(fault.name(), 0);
      if (rounds > 0) {
        long began = System.nanoTime();
        fault.rounds().run(rounds);
        System.err.println(fault.name() + " took " + seconds(System.nanoTime() - began) + " s");
      }
    }
  }

  private record Fault(String name, Rounds rounds) {}

  private interface Rounds {
    void run(int rounds) throws Exception;
  }

  private void kills(int rounds) throws IOException {
    Crashes.Outcome found =
        new Crashes(image, image.daemon(), place("kills"), chance)
            .prefilled(PREFILLED)
            .kill(rounds);
    Crashes.Outcome control =
        new Crashes(image, image.answeringEarly(folder), place("early"), chance)
            .killUntilLost(CONTROL_MAX);
    row(
        "`kill -9` under 8 senders",
        rounds,
        said(found.verdict())
            + "; "
            + ready(found.ready())
            + format(ROOT, ", %,d messages before", PREFILLED),
        format(
            ROOT,
            "answering before the commit lost %d in %d kills",
            control.verdict().lost(),
            control.crashes()),
        found.verdict().good() && found.crashes() == rounds,
        control.verdict().lost() > 0);
  }

  private void cuts(int rounds) throws Exception {
    PowerCut power = PowerCut.in(place("power"));
    Crashes.Outcome found =
        new Crashes(image, image.daemon(), place("cuts"), chance).cutPower(rounds, power);
    Crashes.Outcome control =
        new Crashes(image, image.daemon(), place("forget"), chance)
            .cutPowerUntilLost(CONTROL_MAX, power);
    row(
        "power cut under 8 senders",
        rounds,
        said(found.verdict()) + "; " + ready(found.ready()),
        format(
            ROOT,
            "without the fsync of the log: lost %d in %d cuts",
            control.verdict().lost(),
            control.crashes()),
        found.verdict().good() && found.crashes() == rounds,
        control.verdict().lost() > 0);
  }

  private void fsyncs(int rounds) throws Exception {
    PowerCut power = PowerCut.in(place("power-fsync"));
    FailingFsync disk = new FailingFsync(image.daemon(), place("fsync"), power);
    Verdict all = Verdict.NOTHING;
    int log = 0;
    int checkpoint = 0;
    int never = 0;
    boolean held = true;
    int losing = 0;
    int lost = 0;
    for (int number = 1; number <= rounds; number++) {
      FailingFsync.Outcome found = disk.fail(number);
      all = all.plus(found.verdict());
      log += found.ofTheLog() ? 1 : 0;
      checkpoint += !found.file().isEmpty() && !found.ofTheLog() ? 1 : 0;
      never += found.listened() ? 0 : 1;
      held &= !found.ofTheLog() || found.stopped();
      if (!found.verdict().good() || (found.ofTheLog() && !found.stopped())) {
        System.err.println("fsync " + number + ": " + found);
      }
      if (number % 10 == 5) {
        FailingFsync.Outcome control = disk.failSilently(number);
        losing += control.verdict().lost() > 0 ? 1 : 0;
        lost += control.verdict().lost();
      }
    }
    row(
        "fsync number 1 to " + rounds + " fails with EIO",
        rounds,
        said(all)
            + format(
                ROOT,
                "; %d of the log (stopped, or did not start: %d), %d of the database",
                log,
                never,
                checkpoint),
        format(ROOT, "not told of it: lost %d, in %d of %d", lost, losing, (rounds + 5) / 10),
        all.good() && held,
        losing > 0 || rounds < 10);
  }

  private void flips(int rounds) throws IOException {
    Damage damage = new Damage(image.daemon(), place("flips"), 200);
    Damages found = new Damages();
    for (int i = 0; i < rounds; i++) {
      found.add(damage.flip(chance));
    }
    Damage.Outcome body = damage.flipBody();
    Damage.Outcome control = damage.nothing();
    row(
        "one byte flipped anywhere",
        rounds,
        found + format(ROOT, "; in a body: %d reported", body.reported()),
        format(ROOT, "nothing flipped: %d of %d shown", control.whole(), damage.messages()),
        found.changed == 0 && body.changedBodies() == 0 && body.reported() == 1,
        control.whole() == damage.messages());
  }

  private void truncations(int rounds) throws IOException {
    Damage damage = new Damage(image.daemon(), place("truncations"), 100);
    Damages found = new Damages();
    for (int i = 0; i < rounds; i++) {
      found.add(damage.truncateLog(chance.nextDouble()));
    }
    row(
        "the log ends early",
        rounds,
        found.toString(),
        format(ROOT, "whole: %d of %d shown", damage.nothing().whole(), damage.messages()),
        found.changed == 0 && found.holes == 0,
        damage.nothing().whole() == damage.messages());
  }

  /// Of many outcomes.
  private static final class Damages {
    private int refusals;
    private int reported;
    private int missing;
    private int holes;
    private int changed;
    private int subjects;
    private int rounds;
    private int silent;

    void add(Damage.Outcome one) {
      rounds++;
      refusals += one.refusal().isEmpty() ? 0 : 1;
      reported += one.reported() > 0 ? 1 : 0;
      missing += one.missing() > 0 ? 1 : 0;
      holes += one.holes() > 0 ? 1 : 0;
      changed += one.changedBodies();
      subjects += one.changedSubjects();
      silent += one.whole() > 0 && one.reported() + one.missing() + one.holes() == 0 ? 1 : 0;
    }

    @Override
    public String toString() {
      return format(
          ROOT,
          "changed bodies served %d; of %d: %d refused to start, %d with mail reported as damaged,"
              + " %d with the latest mail missing, %d with a hole, %d with all mail there;"
              + " changed subjects %d",
          changed,
          rounds,
          refusals,
          reported,
          missing,
          holes,
          silent,
          subjects);
    }
  }

  private void disks(int rounds) throws IOException {
    Optional<FullDisk> mounted = FullDisk.at(place("disk"));
    if (mounted.isEmpty()) {
      System.err.println("disks: left out, mounting a small one takes root");
      return;
    }
    try (FullDisk disk = mounted.get()) {
      Verdict all = Verdict.NOTHING;
      boolean held = true;
      int read = 0;
      int marked = 0;
      for (int i = 0; i < rounds; i++) {
        FullDisk.Outcome found = disk.fill(image.daemon(), (long) i << 18, true);
        all = all.plus(found.verdict());
        held &= found.refusedAndRecovered();
        read += found.read();
        marked += found.marked();
        if (!found.refusedAndRecovered()) {
          System.err.println("disk " + i + ": " + found);
        }
      }
      FullDisk.Outcome control = disk.fill(image.daemon(), 0, false);
      row(
          "disk full",
          rounds,
          said(all) + format(ROOT, "; while full: read %d, marked %d", read, marked),
          "with room: refused with " + control.codes(),
          all.good() && held,
          control.codes().isEmpty());
    }
  }

  private void clocks(int rounds) throws IOException {
    Optional<MovedClock> faketime = MovedClock.installed();
    if (faketime.isEmpty()) {
      System.err.println("clocks: left out, libfaketime is not installed");
      return;
    }
    Verdict all = Verdict.NOTHING;
    boolean moved = true;
    for (int i = 0; i < rounds; i++) {
      MovedClock.Outcome found =
          faketime
              .get()
              .move(image.daemon(), place("clock" + i).resolve("data"), MovedClock.OFFSETS);
      all = all.plus(found.verdict());
      moved &= found.authorized().equals(MovedClock.AUTHORIZED);
      moved &= found.listed().equals(MovedClock.LISTED);
    }
    row(
        "clock +1 h, -1 h, +400 d, -400 d",
        rounds,
        said(all),
        moved ? "the daemon saw each clock: authorizations and mail expire by it" : "not moved",
        all.good(),
        moved);
  }

  private void keys(int rounds) throws IOException {
    try (Victim daemon = Victim.start(image.daemon(), place("keys"), Map.of())) {
      boolean held = true;
      for (int i = 0; i < rounds; i++) {
        Crowd.Outcome found = new Crowd(daemon.client()).send(ONE_KEY, "key");
        held &= found.once();
      }
      Crowd.Outcome control = new Crowd(daemon.client()).send(ONE_KEY, "");
      row(
          ONE_KEY + " sends at once with one key",
          rounds,
          held ? "one message, equal answers; another body 422" : "MORE THAN ONE",
          format(ROOT, "without a key: %d messages", control.stored()),
          held,
          control.stored() > 1);
    }
  }

  private void slow(int seconds) throws Exception {
    SlowLoad.Outcome found =
        SlowLoad.run(image.daemon(), place("slow"), Duration.ofSeconds(seconds));
    row(
        "1,000 slow callers, 100 who don't read, 300 large half bodies",
        1,
        found.toString(),
        format(ROOT, "without them p99 %.1f ms", found.before().p99()),
        found.good(),
        found.before().p99() > 0);
  }

  private void row(
      String fault, int rounds, String found, String control, boolean holds, boolean controlFails) {
    good &= holds && controlFails;
    System.out.printf(
        ROOT,
        "| %s | %d | %s | %s | %s |%n",
        fault,
        rounds,
        found,
        control,
        holds ? controlFails ? "yes" : "**CONTROL DID NOT FAIL**" : "**NO**");
  }

  private Path place(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private static String said(Verdict verdict) {
    return format(
        ROOT,
        "%,d acknowledged, lost %d, doubled %d, out of order %d, file %s",
        verdict.acknowledged(),
        verdict.lost(),
        verdict.doubled(),
        verdict.misplaced(),
        verdict.sound() ? "sound" : "DAMAGED");
  }

  private static String ready(List<Duration> starts) {
    List<Duration> sorted = starts.stream().sorted().toList();
    return format(
        ROOT,
        "ready again after %s s, at most %s s",
        seconds(sorted.get(sorted.size() / 2).toNanos()),
        seconds(sorted.getLast().toNanos()));
  }

  private static String seconds(long nanos) {
    return format(ROOT, "%.2f", nanos / 1e9);
  }
}
