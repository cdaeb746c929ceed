package dev.a2a.bridge.link;

import dev.a2a.bridge.link.LocalDaemon.Entry;
import dev.a2a.bridge.link.LocalDaemon.Known;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.Exit;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Home;
import dev.a2a.shared.home.Setting;
import dev.a2a.shared.home.Settings;
import dev.a2a.shared.home.Version;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The daemon of this person, started where there is none.
///
/// It is found by `daemon.json`, and whoever asks it makes it prove that it wrote that file before
/// anything secret is sent ([DaemonClient]). Of any number who find none at the same time one
/// starts it, under a file lock, and the others wait. One that was started like this by an older
/// version is replaced by that of a newer client: it is asked to end, and answers what it has
/// accepted. Safe for use by many threads and processes.
public final class OwnDaemon {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration STOPPING = Duration.ofSeconds(20);

  private final Settings settings;
  private final Home home;
  private final LocalDaemon local;
  private final Programs programs;
  private final String version;
  private final Object oneAtATime = new Object();

  OwnDaemon(Settings settings, Programs programs) {
    this(settings, programs, Version.ofThisBuild().number());
  }

  OwnDaemon(Settings settings, Programs programs, String version) {
    this.settings = settings;
    this.home = settings.home();
    this.local = new LocalDaemon(home);
    this.programs = programs;
    this.version = version;
  }

  /// Where it is, started if there is none. The address is a claim, to be proven.
  Known at(Server server) {
    Optional<Known> there = local.known().filter(this::runs).filter(k -> !isOlder(k));
    return checked(server, there.orElseGet(this::started));
  }

  /// The same, when the one at that address did not answer, or not like ours.
  Known insteadOf(Server server) {
    return checked(server, started());
  }

  private Known checked(Server server, Known found) {
    if (!server.hasStore(found.storeId())) {
      throw new Refusal(new Problem.OtherStore(home.data().toString()));
    }
    return found;
  }

  private boolean runs(Known known) {
    return ProcessHandle.of(known.entry().pid()).filter(ProcessHandle::isAlive).isPresent();
  }

  private Known started() {
    synchronized (oneAtATime) { // A lock on a file is the process's, not the thread's.
      try (FileChannel file = lockFile();
          FileLock _ = lock(file)) {
        Optional<Known> proven = local.known().filter(local::proves);
        if (proven.isPresent()) {
          if (!isOlder(proven.get())) {
            return proven.get();
          }
          end(proven.get().entry());
        }
        return start();
      } catch (IOException e) {
        throw failed("the folder " + home.data() + " cannot be used (" + e.getMessage() + ")");
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw failed("it was not waited for");
      }
    }
  }

  private FileChannel lockFile() throws IOException {
    Files.createDirectories(home.data(), mode("rwx------"));
    return FileChannel.open(
        home.data().resolve("start.lock"),
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        mode("rw-------"));
  }

  private static FileLock lock(FileChannel file) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.plus(STOPPING).toNanos();
    while (System.nanoTime() < deadline) {
      try {
        FileLock lock = file.tryLock();
        if (lock != null) {
          return lock;
        }
      } catch (OverlappingFileLockException _) {
        // Another client in this process starts it.
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw failed("another program has been starting it for too long");
  }

  /// Starts it until one proves itself. Where the data are in use, another is about to prove itself
  /// or has not quite ended, so it is tried again.
  private Known start() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Process process = spawn();
    while (System.nanoTime() < deadline) {
      boolean died = process.waitFor(20, TimeUnit.MILLISECONDS);
      Optional<Known> now = local.known().filter(local::proves);
      if (now.isPresent()) {
        return now.get();
      }
      if (died && process.exitValue() == Exit.UNAVAILABLE.status()) {
        TimeUnit.MILLISECONDS.sleep(100);
        process = spawn();
      } else if (died) {
        throw failed("it ended with status " + process.exitValue() + "; see `a2a daemon logs`");
      }
    }
    throw failed("it is not ready after " + PATIENCE.toSeconds() + " s; see `a2a daemon logs`");
  }

  private Process spawn() throws IOException {
    Path log = home.logFile();
    if (!Files.exists(log)) {
      Files.createFile(log, mode("rw-------"));
    }
    ProcessBuilder builder =
        new ProcessBuilder(programs.daemon(List.of("--on-demand", "--detach")))
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().clear();
    builder.environment().putAll(settings.environment());
    builder.environment().remove(Setting.API_KEY.env()); // Of the agent that happens to start it.
    return builder.start();
  }

  private void end(Entry older) {
    local
        .process()
        .ifPresent(process -> {
          process.destroy();
          if (!LocalDaemon.gone(process, STOPPING)) {
            throw new Refusal(
                new Problem.NotStopped(
                    older.pid(), "it is of version " + older.version() + " and does not end"));
          }
        });
  }

  /// One that a person started is left alone, whatever its version.
  private boolean isOlder(Known known) {
    return known.onDemand() && order(known.entry().version(), version) < 0;
  }

  /// The order of versions like 1.10.0; what is no number counts as 0.
  static int order(String one, String other) {
    String[] left = one.split("[.-]", -1);
    String[] right = other.split("[.-]", -1);
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int order = Integer.compare(number(left, i), number(right, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int number(String[] parts, int i) {
    return i < parts.length && parts[i].matches("[0-9]{1,9}") ? Integer.parseInt(parts[i]) : 0;
  }

  private static Refusal failed(String why) {
    return new Refusal(new Problem.ProgramFailed("a2a-daemon", why));
  }

  private static FileAttribute<?>[] mode(String mode) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
