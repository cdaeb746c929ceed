package dev.a2a.bridge.link;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Home;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// The daemon that owns the data folder of this person, as told by its `daemon.json`.
///
/// The file may be stale and its process id somebody else's by now, so what it says is believed
/// only together with an answer, and nothing is ended on its word alone.
public final class LocalDaemon {
  private static final Duration ANSWER = Duration.ofSeconds(2);
  // Between the start of the process and its listening lie opening and checking the database.
  private static final Duration LONGEST_START = Duration.ofMinutes(10);
  private static final Duration CLOCK_SLACK = Duration.ofSeconds(5);

  private final Home home;
  private final OkHttpClient http =
      new OkHttpClient.Builder().callTimeout(ANSWER).followRedirects(false).build();

  public LocalDaemon(Home home) {
    this.home = home;
  }

  /// What `daemon.json` says. The times are the daemon's.
  public record Entry(long pid, String url, String version, Instant startedAt) {}

  /// The daemon that wrote the file and answers at its address, ready or not, or empty.
  public Optional<Entry> running() {
    return entry().filter(entry -> says("/healthz", entry.url()));
  }

  /// What the file says, true or not; empty where there is none that can be used.
  public Optional<Entry> entry() {
    try {
      String text = Files.readString(home.daemonFile());
      return Optional.ofNullable(Json.answers().readValue(text, Entry.class))
          .filter(Complete::is)
          .filter(entry -> local(entry.url()));
    } catch (NoSuchFileException | JsonProcessingException _) {
      return Optional.empty(); // No daemon, or one that is writing the file at this moment.
    } catch (IOException _) {
      throw new Refusal(new Problem.UnusableFile(home.daemonFile().toString(), "it is unreadable"));
    }
  }

  /// Does a daemon at this address say that it is ready?
  public boolean ready(String url) {
    return says("/readyz", url);
  }

  private boolean says(String path, String url) {
    Request request = new Request.Builder().url(url + path).build();
    try (Response response = http.newCall(request).execute()) {
      return response.isSuccessful();
    } catch (IOException _) {
      return false; // Away, or not yet there.
    }
  }

  /// The process that wrote the file: it answers at its address, it began when the file says, and
  /// it runs a program as ours does. Refused where only some of that is true; empty where there is
  /// nothing to stop.
  public Optional<ProcessHandle> process() {
    Optional<Entry> found = entry();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Entry entry = found.get();
    Optional<ProcessHandle> process = ProcessHandle.of(entry.pid()).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return Optional.empty();
    }
    if (!fits(process.get().info(), entry)) {
      throw new Refusal(
          new Problem.NotStopped(entry.pid(), "daemon.json is stale and this is another program"));
    }
    if (!says("/healthz", entry.url())) { // One that cannot store is the one to stop.
      throw new Refusal(
          new Problem.NotStopped(entry.pid(), "it does not answer at " + entry.url()));
    }
    return process;
  }

  /// Waits until it is gone; false if it still runs then.
  public static boolean gone(ProcessHandle process, Duration atMost) {
    try {
      process.onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for a process cannot fail", e);
    } catch (TimeoutException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean fits(ProcessHandle.Info info, Entry entry) {
    boolean java =
        info.command()
            .map(path -> Path.of(path).getFileName().toString())
            .filter(name -> name.equals("java") || name.equals("java.exe"))
            .isPresent();
    boolean began =
        info.startInstant()
            .filter(start -> start.isBefore(entry.startedAt().plus(CLOCK_SLACK)))
            .filter(start -> start.plus(LONGEST_START).isAfter(entry.startedAt()))
            .isPresent();
    return java && began;
  }

  private static boolean local(String url) {
    try {
      return new Server(url).local();
    } catch (Refusal _) {
      return false; // Not an address of this machine, so not written by a daemon of ours.
    }
  }
}
