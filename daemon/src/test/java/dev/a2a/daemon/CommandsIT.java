package dev.a2a.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.daemon.Image.Said;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People use the commands of the packed image, against a daemon that they start with it.
class CommandsIT {
  @TempDir Path folder;
  private Image image;

  @BeforeEach
  void image() {
    image = Image.built();
  }

  @AfterEach
  void stop() throws Exception {
    a2a("", "daemon", "stop");
  }

  @Test
  void two_people_exchange_mail_with_every_command() throws Exception {
    String url = json("daemon", "start", "--port", "0").path("url").asText();
    assertEquals(url, json("daemon", "status").path("url").asText());
    String alice = register("alice", url);
    String bob = register("bob", url);
    assertEquals(alice, json("whoami", "--profile", "alice").path("agent_id").asText());

    Said stranger = a2a("", "send", bob, "-s", "hi", "x", "--profile", "alice");
    assertEquals(4, stranger.status(), stranger.err());
    json("authorize", alice, "--profile", "bob");
    assertTrue(json("authorizations", "--profile", "bob").toString().contains(alice));
    assertTrue(json("agents", "--profile", "alice").toString().contains(bob));

    Said sent =
        a2a("from standard input", "send", bob, "-s", "hi", "-", "--profile", "alice", "--json");
    String id = Json.answers().readTree(sent.out()).path("message_id").asText();
    assertEquals(1, json("inbox", "--profile", "bob").path("unread_count").asInt());
    assertEquals("from standard input", json("read", id, "--profile", "bob").path("body").asText());
    assertEquals(1, json("mark-read", id, "--profile", "bob").path("marked").asInt());
    assertTrue(json("conversations", "--profile", "bob").toString().contains(alice));
    assertTrue(json("conversation", alice, "--profile", "bob").toString().contains(id));

    assertTrue(json("revoke", alice, "--profile", "bob").has("revoked_at"));
    assertEquals(4, a2a("", "send", bob, "-s", "hi", "x", "--profile", "alice").status());
    assertEquals(0, a2a("", "daemon", "logs").status());
    assertEquals(0, a2a("", "daemon", "stop").status());
    Said away = a2a("", "inbox", "--profile", "bob");
    assertEquals(8, away.status());
    assertTrue(away.err().contains("a2a daemon start"), away.err());
  }

  @Test
  void a_key_is_kept_in_one_private_file_and_shown_nowhere() throws Exception {
    String url = json("daemon", "start", "--port", "0").path("url").asText();
    Said registered = a2a("", "register", "alice", "--server", url);
    assertEquals(0, registered.status(), registered.err());
    Path credentials = folder.resolve("config/credentials.json");
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials)));
    String key = key(Files.readString(credentials));
    assertFalse(registered.out().contains(key) || registered.err().contains(key));
    assertFalse(Files.readString(folder.resolve("config/config.json")).contains(key));
    assertFalse(Files.readString(folder.resolve("data/daemon.log")).contains(key));

    Said login = a2a(key + "\n", "login", "--server", url, "--profile", "again");
    assertEquals(0, login.status(), login.err());
    assertFalse(login.out().contains(key) || login.err().contains(key));
    assertEquals("alice", json("whoami", "--profile", "again").path("name").asText());
  }

  @Test
  void the_operator_looks_after_the_daemon_of_this_machine() throws Exception {
    String url = json("daemon", "start", "--port", "0").path("url").asText();
    String alice = register("alice", url);
    String bob = register("bob", url);
    json("authorize", alice, "--profile", "bob");
    json("send", bob, "-s", "hi", "x", "--profile", "alice");
    String head = json("audit", "--verify", "--profile", "alice").path("head").asText();
    assertTrue(json("audit", "--head", head, "--profile", "alice").path("holds").asBoolean());
    assertTrue(json("operator", "audit", "--verify").path("holds").asBoolean());
    assertEquals(2, json("operator", "stats").path("agents").asInt());
    assertTrue(json("operator", "agents").toString().contains(bob));
    assertTrue(json("operator", "invite").path("code").asText().startsWith("a2a_join_"));

    assertTrue(json("operator", "disable", alice).path("disabled").asBoolean());
    Said stopped = a2a("", "inbox", "--profile", "alice");
    assertEquals(4, stopped.status());
    assertTrue(stopped.err().contains("disabled"), stopped.err());
    assertFalse(json("operator", "enable", alice).path("disabled").asBoolean());
    assertEquals(0, a2a("", "inbox", "--profile", "alice").status());

    String key = Files.readString(folder.resolve("data/operator.key")).strip();
    assertFalse(Files.readString(folder.resolve("data/daemon.log")).contains(key));
    json("daemon", "stop");
    Said away = a2a("", "operator", "stats", "--server", url);
    assertEquals(3, away.status(), "the key is not shown to who may listen there now");
  }

  @Test
  void what_a_stranger_wrote_does_nothing_to_the_terminal() throws Exception {
    String url = json("daemon", "start", "--port", "0").path("url").asText();
    String alice = register("alice", url);
    String bob = register("bob", url);
    json("authorize", alice, "--profile", "bob");
    String hostile = "\u001b[2J\u001b]0;owned\u0007 \u202e \u009b31m";
    Said sent = a2a(hostile, "send", bob, "-s", "x \u202e y", "-", "--profile", "alice", "--json");
    assertEquals(0, sent.status(), sent.err());
    String id = Json.answers().readTree(sent.out()).path("message_id").asText();
    for (List<String> command :
        List.of(List.of("inbox"), List.of("read", id), List.of("conversation", alice))) {
      for (String form : List.of("--profile=bob", "--profile=bob --json")) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of(form.split(" ", -1)));
        Said said = a2a("", words.toArray(String[]::new));
        assertEquals(0, said.status(), said.err());
        assertTrue(said.out().chars().allMatch(c -> c == '\n' || (c >= 0x20 && c != 0x9b)));
        assertFalse(said.out().contains("\u202e"), said.out());
      }
    }
  }

  @Test
  void the_demo_shows_an_exchange_and_leaves_nothing_behind() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    List<String> command = List.of(image.launcher("a2a").toString(), "demo");
    Said said =
        Image.run(
            folder,
            Map.of(
                "HOME", folder.toString(),
                "TMPDIR", temporary.toString(),
                "JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary),
            "",
            command);
    assertEquals(0, said.status(), said.err());
    assertTrue(said.out().contains("a2a_send_message"), said.out());
    assertTrue(said.out().contains("bob"), said.out());
    assertTrue(
        ProcessHandle.allProcesses()
            .flatMap(p -> p.info().commandLine().stream())
            .noneMatch(line -> line.contains(temporary.toString())));
    try (var left = Files.list(temporary)) {
      assertEquals(List.of(), left.filter(f -> f.toString().contains("a2a")).toList());
    }
  }

  private String register(String name, String url) throws Exception {
    return json("register", name, "--profile", name, "--server", url).path("agent_id").asText();
  }

  private JsonNode json(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--json");
    Said said = a2a("", all.toArray(String[]::new));
    assertEquals(0, said.status(), () -> String.join(" ", words) + ": " + said.err());
    return Json.answers().readTree(said.out());
  }

  private Said a2a(String input, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(image.launcher("a2a").toString()));
    command.addAll(List.of(words));
    return Image.run(
        folder,
        Map.of(
            "HOME", folder.toString(),
            "LC_ALL", "C.UTF-8",
            "A2A_CONFIG_DIR", folder.resolve("config").toString(),
            "A2A_DATA_DIR", folder.resolve("data").toString(),
            "A2A_STORE", "file"),
        input,
        command);
  }

  private static String key(String credentials) {
    int at = credentials.indexOf("a2a_sk_");
    return credentials.substring(at, credentials.indexOf('"', at));
  }
}
