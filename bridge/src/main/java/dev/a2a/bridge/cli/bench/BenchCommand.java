package dev.a2a.bridge.cli.bench;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.stage.Stage;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.link.Programs;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.Exit;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Loads a daemon, says how it did, and checks that nothing was lost or doubled: exit status 1 if
/// something was.
@Command(
    name = "bench",
    description = "Measure how fast a daemon takes mail, and check that none is lost.",
    footer = {
      "%nWithout --server it runs daemons of its own, which are gone afterwards.",
      "One that runs must have A2A_RATE_PAIR, A2A_RATE_SENDER and A2A_RATE_REGISTER 0.",
      "%nExample:",
      "  a2a bench --senders 8 --seconds 5 --baseline"
    })
public final class BenchCommand implements Callable<Integer> {
  // All ids are kept for the check; more than this might not fit into memory.
  private static final int SECONDS_MAX = 600;
  private static final int PACED_SECONDS_MAX = 7_200;
  private static final int PACED_REQUESTS_MAX = 5_000_000;

  @Mixin final Common common;

  @Option(
      names = "--senders",
      paramLabel = "N",
      description = "Agents that send at once (default: 64).")
  int senders = 64;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long each thing is measured (default: 10).")
  int seconds = 10;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      description = "Seconds before that which do not count (default: 3).")
  int warmup = 3;

  @Option(
      names = "--body-bytes",
      paramLabel = "N",
      description = "Size of each body (default: 200).")
  int bodyBytes = 200;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Requests a second, all senders together (default: all that go).")
  int rate;

  @Option(
      names = "--mixed",
      description = "Recipients look into their inbox and mark, in turn with the sends.")
  boolean mixed;

  @Option(
      names = "--baseline",
      description =
          "Also measure what sends are held against: group commit off,"
              + " requests that store nothing, a bare insert.")
  boolean baseline;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where the data of its own daemons are, and so on which disk.")
  @Nullable Path dir;

  private final Programs programs;

  public BenchCommand(Shell shell, Programs programs) {
    this.common = new Common(shell);
    this.programs = programs;
  }

  @Override
  public Integer call() throws IOException {
    Plan plan =
        new Plan(
            within("--senders", senders, 1, 1000),
            Duration.ofSeconds(within("--seconds", seconds, 1, secondsMax())),
            Duration.ofSeconds(within("--warmup", warmup, 0, SECONDS_MAX)),
            within("--body-bytes", bodyBytes, 1, 64 << 10),
            within("--rate", rate, 0, 100_000),
            mixed);
    if (baseline && (mixed || rate > 0)) {
      throw new Refusal(
          new Problem.BadUsage(
              "--baseline is about sends as fast as they go. Leave it out, or --rate and"
                  + " --mixed."));
    }
    Optional<Server> server = common.serverOption();
    Figures figures = server.isPresent() ? at(server.get(), plan) : onStage(plan);
    common.print(figures, screen -> Report.show(figures, screen));
    return figures.good() ? Exit.OK.status() : Exit.INTERNAL.status();
  }

  private Figures at(Server server, Plan plan) {
    if (baseline || dir != null) {
      throw new Refusal(
          new Problem.BadUsage(
              "--baseline and --dir are for daemons of its own. Leave them out, or --server."));
    }
    common.remark(
        "This leaves "
            + Crew.agents(plan)
            + " agents and their mail behind at "
            + server.origin()
            + ".");
    return new Bench(plan).at(server);
  }

  private Figures onStage(Plan plan) throws IOException {
    if (dir != null && !Files.isDirectory(dir)) {
      throw new Refusal(new Problem.UnusableFile(dir.toString(), "it is no folder"));
    }
    Optional<Path> parent = Optional.ofNullable(dir).map(Path::toAbsolutePath);
    try (Stage stage =
        new Stage("bench", parent, programs, common.shell().env(), Problem.BenchFailed::new)) {
      Bench bench = new Bench(plan);
      return baseline ? bench.withBaseline(stage, programs) : bench.on(stage, programs);
    }
  }

  private int secondsMax() {
    return rate <= 0
        ? SECONDS_MAX
        : Math.clamp(PACED_REQUESTS_MAX / rate, SECONDS_MAX, PACED_SECONDS_MAX);
  }

  private static int within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new Refusal(
          new Problem.BadUsage(
              option + " is " + value + ". Give it a number from " + least + " to " + most + "."));
    }
    return value;
  }
}
