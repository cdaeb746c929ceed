package dev.a2a.bridge.cli.bench;

import dev.a2a.bridge.cli.bench.Figures.Baseline;
import dev.a2a.bridge.cli.bench.Ledger.Verdict;
import dev.a2a.bridge.cli.bench.Load.Slice;
import dev.a2a.bridge.cli.stage.Stage;
import dev.a2a.bridge.link.Programs;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.home.Setting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The order in which things are measured: agents are made, then everything is warmed up, then come
/// the slices in turn, and last the check. For one run.
final class Bench {
  private static final Duration LONE = Duration.ofMillis(500);
  // It is the daemon that is measured, not its patience; and nobody reads the mail of a bench.
  private static final Map<Setting, String> UNLIMITED =
      Map.of(
          Setting.RATE_PAIR, "0",
          Setting.RATE_SENDER, "0",
          Setting.RATE_REGISTER, "0",
          Setting.INBOX_MAX, "0",
          Setting.INBOX_BYTES_MAX, "0");

  private final Plan plan;
  private final Tally all = new Tally();
  private final List<Double> sends = new ArrayList<>();

  Bench(Plan plan) {
    this.plan = plan;
  }

  /// Against a daemon that runs. Its disk is not ours to measure.
  Figures at(Server server) {
    Crew crew = warm(server);
    for (int i = 0; i < Plan.SLICES; i++) {
      sends.add(send(crew));
    }
    return figures(server, crew, Crew.agents(plan), null, null);
  }

  /// Against a daemon of our own.
  Figures on(Stage stage, Programs programs) throws IOException {
    Disk disk = Disk.measure(programs, stage.folder());
    Server server = new Server(stage.daemon("data", UNLIMITED));
    Crew crew = warm(server);
    for (int i = 0; i < Plan.SLICES; i++) {
      sends.add(send(crew));
    }
    return figures(server, crew, 0, disk, null);
  }

  /// Against a daemon of our own, in turn with all that it is held against.
  Figures withBaseline(Stage stage, Programs programs) throws IOException {
    Server server = new Server(stage.daemon("data", UNLIMITED));
    Crew crew = warm(server);
    Load.run(crew.marking(), List.of(), plan.warmup());
    Map<Setting, String> offSettings = new EnumMap<>(UNLIMITED);
    offSettings.put(Setting.GROUP_COMMIT, "off");
    Crew off = warm(new Server(stage.daemon("off", offSettings)));
    List<Double> groupOff = new ArrayList<>();
    List<Double> posts = new ArrayList<>();
    List<Double> lone = new ArrayList<>();
    List<Disk> disks = new ArrayList<>(List.of(Disk.measure(programs, stage.folder())));
    for (int i = 0; i < Plan.SLICES; i++) {
      sends.add(send(crew));
      groupOff.add(Load.run(off.senders(), List.of(off.watcher()), plan.slice()).perSecond());
      posts.add(Load.run(crew.marking(), List.of(), plan.slice()).perSecond());
      lone.add(lone(crew));
      disks.add(Disk.measure(programs, stage.folder()));
    }
    Baseline baseline = baseline(groupOff, posts, lone, disks, off.check());
    return figures(server, crew, 0, disks.getLast(), baseline);
  }

  private Crew warm(Server server) {
    Crew crew = new Crew(server, plan);
    Load.run(crew.callers(), List.of(crew.watcher()), plan.warmup(), plan.rate());
    crew.watcher().forget();
    return crew;
  }

  private double send(Crew crew) {
    Slice slice = Load.run(crew.callers(), List.of(crew.watcher()), plan.slice(), plan.rate());
    all.addAll(slice.tally());
    return slice.perSecond();
  }

  private static double lone(Crew crew) {
    Slice slice = Load.run(List.of(crew.senders().getFirst()), List.of(), LONE);
    return slice.tally().times().percentiles().p50();
  }

  private Baseline baseline(
      List<Double> groupOff,
      List<Double> posts,
      List<Double> lone,
      List<Disk> disks,
      Verdict groupOffCheck) {
    // A lone sender is held against the inserts just before and just after.
    List<Double> inserts =
        IntStream.range(0, Plan.SLICES)
            .mapToObj(i -> (disks.get(i).insertMsP50() + disks.get(i + 1).insertMsP50()) / 2)
            .toList();
    return new Baseline(
        Spread.of(groupOff),
        each(sends, groupOff, (on, off) -> on / off),
        Spread.of(posts),
        each(sends, posts, (send, post) -> send / post),
        Spread.of(lone),
        Spread.of(inserts),
        each(lone, inserts, (send, insert) -> send - insert),
        groupOffCheck);
  }

  private Figures figures(
      Server server, Crew crew, int left, @Nullable Disk disk, @Nullable Baseline baseline) {
    return new Figures(
        plan.senders(),
        plan.time().toMillis() / 1000.0,
        plan.bodyBytes(),
        plan.rate() == 0 ? null : plan.rate(),
        plan.mixed(),
        server.origin(),
        Spread.of(sends),
        all.times().percentiles(),
        crew.watcher().visible().percentiles(),
        crew.watcher().looks().percentiles(),
        all.refusals(),
        left,
        disk,
        baseline,
        crew.check());
  }

  private static Spread each(List<Double> ones, List<Double> others, DoubleBinaryOperator how) {
    return Spread.of(
        IntStream.range(0, ones.size())
            .mapToObj(i -> how.applyAsDouble(ones.get(i), others.get(i)))
            .toList());
  }
}
