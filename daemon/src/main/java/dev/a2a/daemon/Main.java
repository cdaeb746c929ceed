package dev.a2a.daemon;

import dev.a2a.daemon.db.Probe;
import dev.a2a.daemon.db.StoreException;
import dev.a2a.shared.api.Exit;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Home;
import dev.a2a.shared.home.Setting;
import dev.a2a.shared.home.Settings;
import dev.a2a.shared.home.Version;
import dev.a2a.shared.json.Json;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `a2a-daemon`: reads the command line, starts a [Daemon], says where it listens, and ends it well
/// on SIGTERM.
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final String USAGE =
      """
      Usage: a2a-daemon [--host HOST] [--port PORT] [--data DIR] [--detach]
             a2a-daemon --backup FILE | --restore FILE | --check [--data DIR] [--force]

      Keeps the mail of agents and answers them on http://HOST:PORT.

        --host HOST     address to listen on (A2A_HOST, default 127.0.0.1)
        --port PORT     0 takes any free one (A2A_PORT, default 7420)
        --data DIR      where the mail is kept (A2A_DATA_DIR)
        --detach        leave the starter's session, to outlive its terminal
        --on-demand     take any free port if --port is taken, and end when nobody has asked
                        anything for a while (A2A_IDLE_SECONDS)
        --probe         measure the disk of --data, print it as JSON and end
        --backup FILE   copy the mail into FILE, beside a daemon that runs, and end
        --restore FILE  put a backup in place of the mail and end; no daemon may run
        --check         read all the mail, list what is damaged and end
        --force         let --backup or --restore replace what is there
        --version       print the version and end
        --help          print this and end

      Example: a2a-daemon --port 0 --data ./mail
      """;

  private Main() {}

  public static void main(String[] args) {
    Version version = Version.ofThisBuild();
    try {
      Map<Setting, String> flags = new EnumMap<>(Setting.class);
      Map<String, String> switches = parse(args, flags);
      if (switches.containsKey("--help")) {
        System.out.print(USAGE);
      } else if (switches.containsKey("--version")) {
        System.out.println("a2a-daemon " + version.line());
      } else if (switches.containsKey("--probe")) {
        System.out.println(Json.write(probe(Settings.of(flags))));
      } else if (Upkeep.asked(switches)) {
        Upkeep upkeep = new Upkeep(Settings.of(flags).home(), version.number(), Clock.systemUTC());
        System.exit(upkeep.run(switches).status());
      } else {
        if (switches.containsKey("--detach")) {
          Session.leave();
        }
        boolean onDemand = switches.containsKey("--on-demand");
        run(Settings.of(flags), flags, version, onDemand);
      }
    } catch (Refusal refusal) {
      exit(refusal.problem().detail(), refusal.problem().exit());
    } catch (IOException e) {
      exit("cannot use the data folder: " + e.getMessage(), Exit.INTERNAL);
    }
  }

  private static void run(
      Settings settings, Map<Setting, String> flags, Version version, boolean onDemand)
      throws IOException {
    Home home = settings.home();
    boolean first = !Files.exists(home.operatorKeyFile());
    int idleSeconds = settings.number(Setting.IDLE_SECONDS, 0, Integer.MAX_VALUE);
    Daemon daemon = start(settings, flags, version, onDemand);
    Map<String, Object> whereabouts = new LinkedHashMap<>();
    whereabouts.put("pid", ProcessHandle.current().pid());
    whereabouts.put("url", daemon.url());
    whereabouts.put("version", version.number());
    whereabouts.put("started_at", Instant.now());
    whereabouts.put("on_demand", onDemand);
    whereabouts.put("store_id", daemon.proven().storeId());
    whereabouts.put("secret", daemon.proven().secret());
    PrivateFiles.write(home.daemonFile(), Json.write(whereabouts));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(daemon, home), "stop"));
    System.err.println("a2a-daemon " + version.number() + " listening on " + daemon.url());
    if (first) {
      tellOfOperatorKey(home.operatorKeyFile());
    }
    if (onDemand && idleSeconds > 0) {
      Thread.ofPlatform().daemon().name("idle").start(() -> endWhenIdle(daemon, idleSeconds));
    }
  }

  /// Clients of this person find it by its file, so one that is started for them needs no port of
  /// its own choice.
  private static Daemon start(
      Settings settings, Map<Setting, String> flags, Version version, boolean onDemand)
      throws IOException {
    try {
      return Daemon.start(settings, Clock.systemUTC(), version.number());
    } catch (Refusal e) {
      if (!onDemand || !(e.problem() instanceof Problem.PortInUse)) {
        throw e;
      }
      Map<Setting, String> anyPort = new EnumMap<>(Setting.class);
      anyPort.putAll(flags);
      anyPort.put(Setting.PORT, "0");
      return Daemon.start(Settings.of(anyPort), Clock.systemUTC(), version.number());
    }
  }

  /// Whoever asks at this very moment is told that it stops, and starts it again.
  private static void endWhenIdle(Daemon daemon, int seconds) {
    try {
      daemon.activity().awaitIdle(Duration.ofSeconds(seconds));
      LOG.info("nobody has asked anything for {} s; the next who does starts it again", seconds);
      System.exit(Exit.OK.status());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // It ends anyway.
    }
  }

  /// The key itself is shown only at a terminal: stderr may be a log.
  private static void tellOfOperatorKey(Path file) throws IOException {
    System.err.println("The operator's key was made, and is in " + file);
    String key = Files.readString(file).strip();
    Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .ifPresent(console -> console.printf("It is shown this once: %s%n", key));
  }

  /// Needs no lock: a daemon may be at work on the same disk, and is then part of what is measured.
  private static Probe.Cost probe(Settings settings) throws IOException {
    Path data = settings.home().data();
    Files.createDirectories(data, PrivateFiles.folder());
    try {
      return Probe.measure(data);
    } catch (StoreException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void stop(Daemon daemon, Home home) {
    try {
      daemon.close();
      Files.deleteIfExists(home.daemonFile());
      Runtime.getRuntime().halt(Exit.OK.status()); // Asked to end and ended well: not 143.
    } catch (IOException | RuntimeException e) {
      LOG.error("the daemon did not end well", e);
    }
  }

  private static Map<String, String> parse(String[] args, Map<Setting, String> flags) {
    Deque<String> rest = new ArrayDeque<>(List.of(args));
    Map<String, String> switches = new HashMap<>();
    while (!rest.isEmpty()) {
      String arg = rest.pop();
      switch (arg) {
        case "--host" -> flags.put(Setting.HOST, value(arg, rest));
        case "--port" -> flags.put(Setting.PORT, value(arg, rest));
        case "--data" -> flags.put(Setting.DATA_DIR, value(arg, rest));
        case "--backup", "--restore" -> switches.put(arg, value(arg, rest));
        case "--detach", "--on-demand", "--probe", "--check", "--force", "--help", "--version" ->
            switches.put(arg, "");
        default ->
            throw new Refusal(
                new Problem.UnknownArgument(
                    arg,
                    Set.of(
                        "--host",
                        "--port",
                        "--data",
                        "--detach",
                        "--on-demand",
                        "--probe",
                        "--backup",
                        "--restore",
                        "--check",
                        "--force",
                        "--help",
                        "--version")));
      }
    }
    return switches;
  }

  private static String value(String arg, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new Refusal(new Problem.InvalidArgument(arg, "needs a value"));
    }
    return rest.pop();
  }

  private static void exit(String sentence, Exit exit) {
    System.err.println("a2a-daemon: " + sentence);
    System.exit(exit.status());
  }
}
