package dev.a2a.daemon;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Image.Said;
import dev.a2a.shared.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Looks for a key in all that the programs of the image leave and show: every file below their
/// folders, the database among them, arguments, environments, outputs and an MCP session.
class WhereTheKeyIsIT {
  private static final String HELLO =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
          + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";
  private static final String HEARD =
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
  private static final String CHECK =
      "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":"
          + "{\"name\":\"a2a_check_inbox\",\"arguments\":{}}}";

  @TempDir Path folder;
  private final Image image = Image.built();
  private final Map<String, String> seen = new TreeMap<>();

  @AfterEach
  void stop() throws Exception {
    Image.run(folder, env(), "", List.of(image.launcher("a2a").toString(), "daemon", "stop"));
  }

  @Test
  void a_key_is_in_the_chosen_store_only() throws Exception {
    String started = a2a("daemon", "start", "--port", "0", "--json");
    String url = Json.answers().readTree(started).path("url").asText();
    String alice = registered("alice", url);
    String bob = registered("bob", url);
    a2a("authorize", alice, "--profile", "bob");
    a2a("send", bob, "-s", "hi", "there", "--profile", "alice");
    String replaced = key(Files.readString(folder.resolve("config/credentials.json")), alice);
    a2a("keys", "rotate", "--profile", "alice");
    a2a("inbox", "--profile", "alice");
    talk("bob");
    long daemon =
        Json.answers().readTree(folder.resolve("data/daemon.json").toFile()).path("pid").asLong();
    note("daemon", daemon);
    search();

    String keys = seen.get("file config/credentials.json");
    String aliceKey = key(String.valueOf(keys), alice);
    assertEquals(List.of("file config/credentials.json"), placesOf(aliceKey));
    assertEquals(List.of("file config/credentials.json"), placesOf(key(String.valueOf(keys), bob)));
    assertEquals(List.of(), placesOf(replaced));
    assertTrue(seen.containsKey("file data/a2a.db"), () -> "the control: " + seen.keySet());
    if (Files.exists(Path.of("/proc/self/environ"))) { // Linux
      assertTrue(seen.keySet().containsAll(List.of("environ of daemon", "cmdline of bridge")));
    }
  }

  private void talk(String profile) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(image.launcher("a2a-bridge").toString(), "--profile", profile);
    builder.environment().keySet().removeIf(name -> name.startsWith("A2A_"));
    builder.environment().putAll(env());
    Process bridge = builder.redirectError(folder.resolve("bridge.err").toFile()).start();
    try (BufferedReader from = bridge.inputReader(UTF_8)) {
      PrintStream to = new PrintStream(bridge.getOutputStream(), true, UTF_8);
      to.println(HELLO);
      String said = from.readLine();
      to.println(HEARD);
      to.println(CHECK);
      String inbox = from.readLine();
      assertTrue(inbox.contains("alice"), () -> "the control: the key was used: " + inbox);
      seen.put("transcript", said + "\n" + inbox);
      note("bridge", bridge.pid());
      to.close();
      assertTrue(bridge.waitFor(20, TimeUnit.SECONDS));
    } finally {
      bridge.destroyForcibly();
    }
  }

  private String registered(String name, String url) throws Exception {
    String said = a2a("register", name, "--profile", name, "--server", url, "--json");
    return Json.answers().readTree(said).path("agent_id").asText();
  }

  private String a2a(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(image.launcher("a2a").toString()));
    command.addAll(List.of(words));
    Said said = Image.run(folder, env(), "", command);
    assertEquals(0, said.status(), () -> command + ": " + said.err());
    return said.out(); // And in a file below the folder, with what went to standard error.
  }

  private Map<String, String> env() {
    return Map.of(
        "HOME", folder.toString(),
        "A2A_CONFIG_DIR", folder.resolve("config").toString(),
        "A2A_DATA_DIR", folder.resolve("data").toString(),
        "A2A_STORE", "file");
  }

  private void note(String name, long pid) throws IOException {
    for (String what : List.of("cmdline", "environ")) {
      Path file = Path.of("/proc", String.valueOf(pid), what);
      if (Files.exists(file)) {
        seen.put(what + " of " + name, Files.readString(file, ISO_8859_1));
      }
    }
  }

  private void search() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        seen.put("file " + folder.relativize(file), Files.readString(file, ISO_8859_1));
      }
    }
  }

  private static String key(String credentials, String agentId) throws IOException {
    return Json.answers().readTree(credentials).findValue(agentId).asText();
  }

  private List<String> placesOf(String key) {
    String secret = key.substring("a2a_sk_".length());
    return seen.entrySet().stream()
        .filter(e -> e.getValue().contains(secret))
        .map(Map.Entry::getKey)
        .toList();
  }
}
