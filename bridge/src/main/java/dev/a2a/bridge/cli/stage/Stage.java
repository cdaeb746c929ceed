package dev.a2a.bridge.cli.stage;

import dev.a2a.bridge.link.Programs;
import dev.a2a.bridge.profile.Store;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Setting;
import dev.a2a.shared.home.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A temporary folder, and the processes that live in it. Closing it ends them all and removes the
/// folder; so does the end of this program by a signal. Nothing of the person's own is read or
/// written. Safe for use by two threads: the one that plays and the one that closes.
public final class Stage implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration END = Duration.ofSeconds(3);
  private static final Pattern LISTENING = Pattern.compile(" listening on (http://\\S+)");

  private final Path folder;
  private final Programs programs;
  private final Function<String, Problem> failed;
  private final Map<String, String> env;
  private final Deque<Process> processes = new ArrayDeque<>();
  private final Thread hook = new Thread(this::clear);

  /// A stage for the command of that name, in `parent`, on whose file system its data are, or where
  /// this machine keeps temporary files. `env` is what those who live there inherit, all settings
  /// of a2a excepted but for those about start-up caches; `failed` is what is thrown where a
  /// program does not do its part.
  public Stage(
      String command,
      Optional<Path> parent,
      Programs programs,
      Map<String, String> env,
      Function<String, Problem> failed)
      throws IOException {
    String prefix = "a2a-" + command + "-";
    // For its owner only, by its contract.
    this.folder =
        parent.isPresent()
            ? Files.createTempDirectory(parent.get(), prefix)
            : Files.createTempDirectory(prefix);
    this.failed = failed;
    this.programs = programs;
    this.env = new HashMap<>(env);
    this.env
        .keySet()
        .removeIf(name -> name.startsWith("A2A_") && !name.equals(Setting.AOT_CACHE.env()));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  public Path folder() {
    return folder;
  }

  /// Changes what those who are started from now on find in their environment.
  public void inherit(Map<String, String> more) {
    env.putAll(more);
  }

  /// The settings of one who lives on this stage.
  public Settings settings(String name) {
    return Settings.of(Map.of(), environment(name, Map.of()));
  }

  /// Starts a daemon and waits for its first line; returns its URL.
  public String daemon() {
    return daemon("data", Map.of());
  }

  /// Starts a daemon with a data folder of that name and these settings; returns its URL.
  public String daemon(String data, Map<Setting, String> settings) {
    Map<Setting, String> all = new EnumMap<>(Setting.class);
    all.putAll(settings);
    all.put(Setting.DATA_DIR, folder.resolve(data).toString());
    List<String> arguments = List.of("--port", "0", "--host", "127.0.0.1");
    Process daemon = started("daemon", programs.daemon(arguments), all);
    CompletableFuture<String> url = new CompletableFuture<>();
    // Reads on to the end, or the daemon would block on a full pipe one day.
    Thread.ofVirtual().start(() -> watch(daemon, url));
    try {
      return url.get(START.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Refusal refusal ? refusal : new IllegalStateException(e);
    } catch (TimeoutException _) {
      throw failed("a2a-daemon said nothing for " + START.toSeconds() + " seconds.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw failed("it was interrupted.");
    }
  }

  /// Starts the bridge of one who lives here.
  public Process bridge(String name) {
    return started(name, programs.bridge(List.of()), Map.of());
  }

  /// Starts a program for one who lives here.
  public Process start(String name, List<String> command) {
    return started(name, command, Map.of());
  }

  /// Asks all that still run to end, and leaves each that long for it; did all end well?
  public synchronized boolean stop(Duration atMost) {
    // Process.destroy would close the pipes into which they may still say something.
    processes.forEach(process -> process.toHandle().destroy());
    return processes.stream().allMatch(p -> ended(p, atMost) && p.exitValue() == 0);
  }

  private synchronized Process started(
      String name, List<String> command, Map<Setting, String> settings) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment(name, settings));
    try {
      Process process = builder.start();
      processes.push(process);
      return process;
    } catch (IOException _) {
      throw failed(command.getFirst() + " cannot be run.");
    }
  }

  private Map<String, String> environment(String name, Map<Setting, String> settings) {
    Map<String, String> own = new HashMap<>(env);
    own.put(Setting.CONFIG_DIR.env(), folder.resolve(name).toString());
    own.put(Setting.DATA_DIR.env(), folder.resolve("data").toString());
    own.put(Setting.STORE.env(), Store.FILE.word()); // The keychain is the person's own.
    settings.forEach((setting, value) -> own.put(setting.env(), value));
    return own;
  }

  private void watch(Process daemon, CompletableFuture<String> url) {
    String last = "it ended without a word.";
    try (BufferedReader lines = daemon.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher listening = LISTENING.matcher(line);
        if (listening.find()) {
          url.complete(listening.group(1));
        }
        last = line;
      }
    } catch (IOException _) {
      // The daemon is gone, as below.
    }
    url.completeExceptionally(
        failed("a2a-daemon did not start: " + last)); // Or, after the URL, nothing.
  }

  private Refusal failed(String why) {
    return new Refusal(failed.apply(why));
  }

  @Override
  public void close() {
    clear();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // Already shutting down: the hook runs, and finds nothing left.
    }
  }

  private synchronized void clear() {
    processes.forEach(Stage::closeInput); // What a bridge ends by.
    for (Process process : processes) {
      process.destroy();
      if (!ended(process, END)) {
        process.destroyForcibly();
        ended(process, END);
      }
    }
    processes.clear();
    remove(folder);
  }

  private static void closeInput(Process process) {
    try {
      process.getOutputStream().close(); // Whatever charset its writer has.
    } catch (IOException _) {
      // It has closed its end already.
    }
  }

  private static boolean ended(Process process, Duration atMost) {
    try {
      return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException _) {
      throw new Refusal(
          new Problem.UnusableFile(folder.toString(), "it is left over and can be removed"));
    }
  }
}
