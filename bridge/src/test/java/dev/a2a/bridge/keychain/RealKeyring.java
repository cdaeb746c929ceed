package dev.a2a.bridge.keychain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.a2a.bridge.keychain.os.Bus;
import dev.a2a.bridge.keychain.os.Deadline;
import dev.a2a.bridge.keychain.os.ObjectPath;
import dev.a2a.bridge.keychain.os.Remote;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A real session bus and a real gnome-keyring, both children of this process, with all their files
/// in a temporary folder.
public final class RealKeyring implements AutoCloseable {
  private static final List<String> PROGRAMS =
      List.of("dbus-daemon", "gnome-keyring-daemon", "secret-tool");
  private final Path folder;
  private final Map<String, String> env = new HashMap<>();
  private final Process bus;
  private @Nullable Process keyring;

  private RealKeyring() throws IOException {
    folder = Files.createTempDirectory("rk"); // Short: a socket's path has at most 107 bytes.
    for (String variable :
        List.of("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")) {
      env.put(variable, Files.createDirectory(folder.resolve(variable)).toString());
    }
    env.put("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + socket());
    Path configuration = Files.writeString(folder.resolve("bus.conf"), configuration());
    bus =
        started(
            "dbus-daemon",
            "--config-file=" + configuration,
            "--nofork",
            "--nopidfile",
            "--print-address=1");
    bus.inputReader(UTF_8).readLine(); // It listens by now.
  }

  /// One whose keychain is open. Where the programs are missing, the test is skipped; with
  /// `CI=true` it fails.
  public static RealKeyring open() throws IOException {
    String missing = "of " + PROGRAMS + " at least one is not installed";
    boolean there = PROGRAMS.stream().allMatch(RealKeyring::installed);
    if ("true".equals(System.getenv("CI"))) {
      assertTrue(there, missing);
    }
    if (!there) {
      System.err.println("SKIPPED, for " + missing);
    }
    assumeTrue(there, missing);
    RealKeyring keyring = new RealKeyring();
    try {
      keyring.unlocked();
      return keyring;
    } catch (IOException | RuntimeException | java.lang.Error e) {
      keyring.close();
      throw e;
    }
  }

  public Path socket() {
    return folder.resolve("bus");
  }

  /// Where the keyring keeps what it keeps.
  public Path folder() {
    return folder;
  }

  /// The environment of a process in this session, without a display.
  public Map<String, String> env() {
    return Map.copyOf(env);
  }

  /// The same session through its abstract address, which Java cannot connect to.
  Map<String, String> abstractEnv() {
    Map<String, String> other = new HashMap<>(env);
    other.put("DBUS_SESSION_BUS_ADDRESS", "unix:abstract=" + abstractName());
    other.put("PATH", String.valueOf(System.getenv("PATH")));
    return other;
  }

  /// Begins a new session of the keyring, in which nobody has given the password.
  public void lock() throws IOException {
    end(keyring);
    keyring = started("gnome-keyring-daemon", "--foreground", "--components=secrets");
    keyring.getOutputStream().close();
    await().atMost(Duration.ofSeconds(20)).until(() -> serves(false));
  }

  private void unlocked() throws IOException {
    keyring = started("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets");
    try (OutputStream password = keyring.getOutputStream()) { // It reads to the end.
      password.write("test".getBytes(UTF_8));
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> serves(true));
  }

  private boolean serves(boolean withCollection) {
    Remote service =
        new Remote(
            "org.freedesktop.secrets",
            new ObjectPath("/org/freedesktop/secrets"),
            "org.freedesktop.Secret.Service");
    try (Bus asked = Bus.connect(socket(), Deadline.in(Duration.ofSeconds(2)))) {
      boolean there =
          (Boolean) asked.call(Remote.BUS, "NameHasOwner", "s", service.service()).getFirst();
      return there
          && (!withCollection
              || !asked.call(service, "ReadAlias", "s", "default").contains(ObjectPath.NONE));
    } catch (IOException _) {
      return false;
    }
  }

  private String configuration() {
    return """
    <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
     "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
    <busconfig>
      <type>session</type>
      <listen>unix:path=%s</listen>
      <listen>unix:abstract=%s</listen>
      <auth>EXTERNAL</auth>
      <policy context="default">
        <allow send_destination="*" eavesdrop="true"/>
        <allow eavesdrop="true"/>
        <allow own="*"/>
      </policy>
    </busconfig>
    """
        .formatted(socket(), abstractName());
  }

  private String abstractName() {
    return "a2a-test-" + folder.getFileName();
  }

  private Process started(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.endsWith("DISPLAY") || name.startsWith("GNOME_KEYRING"));
    builder.environment().putAll(env);
    builder.redirectError(folder.resolve(command[0] + ".err").toFile());
    if (!command[0].equals("dbus-daemon")) {
      builder.redirectOutput(folder.resolve(command[0] + ".out").toFile());
    }
    return builder.start();
  }

  private static boolean installed(String program) {
    return Stream.of(String.valueOf(System.getenv("PATH")).split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static void end(@Nullable Process process) {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    end(keyring);
    end(bus);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
