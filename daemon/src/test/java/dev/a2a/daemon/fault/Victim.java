package dev.a2a.daemon.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A daemon process that something happens to.
final class Victim implements AutoCloseable {
  private static final List<String> NO_LIMITS =
      List.of(
          "A2A_RATE_PAIR",
          "A2A_RATE_SENDER",
          "A2A_RATE_REGISTER",
          "A2A_INBOX_MAX",
          "A2A_INBOX_BYTES_MAX",
          "A2A_LOOP_MAX");

  private static final long LIMIT_SECONDS = 180;

  private final Process process;
  private final List<String> log;
  private final Client client;
  private final Duration readyAfter;

  private Victim(Process process, List<String> log, Client client, Duration readyAfter) {
    this.process = process;
    this.log = log;
    this.client = client;
    this.readyAfter = readyAfter;
  }

  /// It ended instead of listening, and said this.
  static final class DidNotStart extends IOException {
    private static final long serialVersionUID = 1L;

    DidNotStart(String said) {
      super(said);
    }
  }

  /// Starts a program on `data` and returns when it is ready to store.
  ///
  /// @throws DidNotStart when it ends instead
  static Victim start(List<String> program, Path data, Map<String, String> env) throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of("--port", "0", "--data", data.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("A2A_"));
    builder.environment().put("A2A_CONFIG_DIR", data.resolveSibling("config").toString());
    // Whatever it takes in a minute, it is to take here.
    for (String limit : NO_LIMITS) {
      builder.environment().put(limit, "0");
    }
    builder.environment().putAll(env);
    long began = System.nanoTime();
    Process process = builder.redirectOutput(Path.of("/dev/null").toFile()).start();
    List<String> log = java.util.Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<String> url = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> listen(process, log, url));
    Client client = new Client(url(process, log, url), HttpClient.newHttpClient());
    client.get("/readyz", "");
    return new Victim(process, log, client, Duration.ofNanos(System.nanoTime() - began));
  }

  Client client() {
    return client;
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /// From the start of the process until it had answered `/readyz`.
  Duration readyAfter() {
    return readyAfter;
  }

  /// What it wrote to stderr so far.
  String log() {
    synchronized (log) {
      return String.join("\n", log);
    }
  }

  /// SIGKILL, and nothing is left of it when this returns.
  void kill() {
    end(process.destroyForcibly());
  }

  /// SIGTERM.
  @Override
  public void close() {
    process.destroy();
    end(process);
  }

  private void end(Process ending) {
    ending.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    client.close();
  }

  private static String url(Process process, List<String> log, CompletableFuture<String> url)
      throws IOException {
    String found = url.completeOnTimeout("", LIMIT_SECONDS, TimeUnit.SECONDS).join();
    if (found.isEmpty()) {
      process.destroyForcibly();
      synchronized (log) {
        throw new DidNotStart(String.join("\n", log));
      }
    }
    return found;
  }

  private static void listen(Process process, List<String> log, CompletableFuture<String> url) {
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = err.readLine(); line != null; line = err.readLine()) {
        log.add(line);
        int at = line.indexOf(" listening on ");
        if (at > 0) {
          url.complete(line.substring(at + " listening on ".length()));
        }
      }
    } catch (IOException e) {
      log.add(e.toString());
    } finally {
      url.complete(""); // Unless it is known already.
    }
  }
}
