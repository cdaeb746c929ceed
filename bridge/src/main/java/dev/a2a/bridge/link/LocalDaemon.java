package dev.a2a.bridge.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.DaemonProof;
import dev.a2a.shared.home.Home;
import dev.a2a.shared.json.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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
      Cleartext.only(new OkHttpClient.Builder()).callTimeout(ANSWER).followRedirects(false).build();

  public LocalDaemon(Home home) {
    this.home = home;
  }

  /// What `daemon.json` says. The times are the daemon's.
  public record Entry(long pid, String url, String version, Instant startedAt) {}

  /// The same of a daemon that can prove itself.
  ///
  /// @param secret with which it does; nobody but its person can read it
  record Known(Entry entry, boolean onDemand, String storeId, String secret) {
    int port() {
      return URI.create(entry.url()).getPort();
    }

    @Override
    public String toString() {
      return entry.toString();
    }
  }

  /// The daemon that wrote the file and answers at its address, ready or not, or empty.
  public Optional<Entry> running() {
    return entry().filter(entry -> says("/healthz", entry.url()));
  }

  /// What the file says, true or not; empty where there is none that can be used.
  public Optional<Entry> entry() {
    return file().flatMap(LocalDaemon::entry);
  }

  /// Where the daemon of the file proves itself, if it does.
  public Optional<Server> proven() {
    return known().filter(this::proves).map(k -> new Server(k.entry().url()));
  }

  /// What the file says of a daemon that can prove itself. Refused where others could have written
  /// or read the file.
  Optional<Known> known() {
    Optional<JsonNode> file = file();
    Optional<Entry> entry = file.flatMap(LocalDaemon::entry);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    String secret = file.get().path("secret").asText();
    String storeId = file.get().path("store_id").asText();
    if (secret.isEmpty() || storeId.isEmpty()) {
      return Optional.empty();
    }
    refuseIfOthersMay(home.daemonFile());
    boolean onDemand = file.get().path("on_demand").asBoolean();
    return Optional.of(new Known(entry.get(), onDemand, storeId, secret));
  }

  private Optional<JsonNode> file() {
    try {
      return Optional.of(Trees.read(home.daemonFile()));
    } catch (NoSuchFileException | JsonProcessingException _) {
      return Optional.empty(); // No daemon, or one that is writing the file at this moment.
    } catch (IOException _) {
      throw new Refusal(new Problem.UnusableFile(home.daemonFile().toString(), "it is unreadable"));
    }
  }

  private static Optional<Entry> entry(JsonNode file) {
    try {
      Instant startedAt = Instant.parse(file.path("started_at").asText());
      String url = file.path("url").asText();
      String version = file.path("version").asText();
      long pid = file.path("pid").asLong();
      return pid > 0 && !version.isEmpty() && local(url)
          ? Optional.of(new Entry(pid, url, version, startedAt))
          : Optional.empty();
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static void refuseIfOthersMay(Path file) {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    boolean others;
    try {
      others =
          Files.getPosixFilePermissions(file).stream()
              .anyMatch(p -> !p.name().startsWith("OWNER_"));
    } catch (IOException _) {
      return; // Gone meanwhile, with the daemon.
    }
    if (others) {
      throw new Refusal(
          new Problem.UnusableFile(
              file.toString(), "others than you may use it; remove it, and the daemon writes it"));
    }
  }

  /// Does a daemon at this address say that it is ready?
  public boolean ready(String url) {
    return says("/readyz", url);
  }

  /// Does the daemon at that address prove that it wrote the file?
  boolean proves(Known known) {
    String nonce = DaemonProof.random(new SecureRandom());
    Request request = new Request.Builder().url(proofUrl(known.entry(), nonce)).build();
    try (Response response = http.newCall(request).execute()) {
      return response.isSuccessful() && isProof(known, nonce, response.peekBody(1024).string());
    } catch (IOException _) {
      return false; // Away, or not yet there.
    }
  }

  static String proofUrl(Entry entry, String nonce) {
    return entry.url() + "/v1/proof?nonce=" + nonce;
  }

  static boolean isProof(Known known, String nonce, String answer) {
    try {
      byte[] said = Trees.read(answer).path("proof").asText().getBytes(UTF_8);
      String proof = DaemonProof.of(known.secret(), nonce, known.port());
      return MessageDigest.isEqual(proof.getBytes(UTF_8), said);
    } catch (IOException _) {
      return false;
    }
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
