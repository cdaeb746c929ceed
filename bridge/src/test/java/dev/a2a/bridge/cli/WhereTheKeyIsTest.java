package dev.a2a.bridge.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.keychain.KeyFinder;
import dev.a2a.bridge.keychain.RealKeyring;
import dev.a2a.bridge.keychain.Stores;
import dev.a2a.bridge.profile.Profiles;
import dev.a2a.shared.home.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Looks for the key of an agent in everything that real processes leave and show: every file below
/// their folders, their arguments and environments, and all that they and an MCP host say to each
/// other.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WhereTheKeyIsTest {
  private static final String BOB = "a2a_0000000000000b0b";

  @TempDir Path folder;
  private final Map<String, String> env = new HashMap<>();
  private final Map<String, String> seen = new TreeMap<>();

  @BeforeEach
  void start() throws IOException {
    env.put("HOME", Files.createDirectory(folder.resolve("home")).toString());
    env.put("PATH", String.valueOf(System.getenv("PATH")));
    env.put("TMPDIR", Files.createDirectory(folder.resolve("tmp")).toString());
    env.put("A2A_CONFIG_DIR", folder.resolve("config").toString());
    env.put("A2A_DATA_DIR", folder.resolve("data").toString());
  }

  @Test
  void a_key_in_the_file_is_in_no_other_place() throws Exception {
    env.put("A2A_STORE", "file");
    useEverything();

    assertEquals(List.of("file config/credentials.json"), placesOf(key()));
  }

  @Test
  void a_key_in_the_keychain_is_in_no_place_that_can_be_read() throws Exception {
    try (RealKeyring keyring = RealKeyring.open()) {
      env.putAll(keyring.env());
      useEverything();
      search(keyring.folder());
      assertTrue(
          seen.keySet().stream().anyMatch(name -> name.endsWith(".keyring")),
          () -> "the control: the keyring was looked at, among " + seen.keySet());

      assertEquals(List.of(), placesOf(key()));
    }
  }

  /// Registers, sends and logs in again, and holds a session with a bridge, at one daemon.
  private void useEverything() throws Exception {
    Process daemon = process("daemon", FakeDaemon.class, "--port", "0");
    try {
      String first = String.valueOf(daemon.inputReader(UTF_8).readLine());
      String url = first.replaceFirst(".* on ", "");
      note("daemon", daemon);
      ran("register", "alice", "--server", url);
      ran("whoami-fails", "whoami");
      ran("send", BOB, "--subject", "hi", "body");
      ran("list", "profile", "list", "--json");
      talk();
      note("daemon", daemon);
    } finally {
      daemon.destroy();
      assertTrue(daemon.waitFor(20, TimeUnit.SECONDS));
    }
    search(folder);
  }

  private void talk() throws Exception {
    Process bridge = process("bridge", dev.a2a.bridge.mcp.Main.class);
    try (BufferedReader from = bridge.inputReader(UTF_8)) {
      PrintStream to = new PrintStream(bridge.getOutputStream(), true, UTF_8);
      StringBuilder transcript = new StringBuilder();
      to.println(
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
              + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}");
      transcript.append(from.readLine());
      to.println("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
      for (String call : List.of("a2a_check_inbox", "a2a_register", "a2a_get_message")) {
        to.println(
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":{\"name\":\"x\"}}}"
                .formatted(call));
        transcript.append('\n').append(from.readLine());
      }
      note("bridge", bridge);
      seen.put("transcript", transcript.toString());
      assertTrue(transcript.toString().contains("unread_count"), "the control: the key was used");
      to.close();
      assertTrue(bridge.waitFor(20, TimeUnit.SECONDS));
    } finally {
      bridge.destroyForcibly();
    }
  }

  private void ran(String name, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    if (!name.endsWith("-fails") && !name.equals("list")) {
      all.addFirst(name);
    }
    Process process = process(name, Main.class, all.toArray(String[]::new));
    process.getOutputStream().close();
    while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
      note(name, process);
    }
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    seen.put("output of " + name, out);
    if (!name.endsWith("-fails")) {
      assertEquals(0, process.exitValue(), () -> name + ": " + seen);
    }
  }

  private Process process(String name, Class<?> main, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Djava.io.tmpdir=" + folder.resolve("tmp"), "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(env);
    return main == FakeDaemon.class
        ? builder.redirectErrorStream(true).start()
        : builder.redirectError(folder.resolve(name + ".err").toFile()).start();
  }

  /// What everybody on the machine can see of a process, and what its user can.
  private void note(String name, Process process) {
    for (String what : List.of("cmdline", "environ")) {
      try {
        Path file = Path.of("/proc", String.valueOf(process.pid()), what);
        seen.merge(what + " of " + name, Files.readString(file, ISO_8859_1), String::concat);
      } catch (IOException _) {
        // It has just ended, or this is not Linux.
      }
    }
  }

  private void search(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        seen.put("file " + place.relativize(file), Files.readString(file, ISO_8859_1));
      }
    }
  }

  private String key() {
    Settings settings = Settings.of(Map.of(), env);
    return new KeyFinder(new Stores(settings, () -> false))
        .find(new Profiles(settings.home()).get("default"))
        .reveal();
  }

  private List<String> placesOf(String key) {
    assertTrue(seen.keySet().containsAll(List.of("transcript", "file bridge.err")), seen::toString);
    String secret = key.substring("a2a_sk_".length());
    return seen.entrySet().stream()
        .filter(e -> e.getValue().contains(secret))
        .map(Map.Entry::getKey)
        .toList();
  }
}
