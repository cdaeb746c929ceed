package dev.a2a.daemon.install;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.daemon.Image;
import dev.a2a.daemon.RunningDaemon;
import dev.a2a.daemon.install.Installer.Said;
import dev.a2a.daemon.install.Installer.Shell;
import dev.a2a.shared.home.Version;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Installing the image as a release, over programs of another version that are at work. The newer
/// version is the same image with another number in it.
@Timeout(600)
class InstallIT {
  private static final String THIS = Version.ofThisBuild().number();
  private static final String NEWER = "999.0.0";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir static Path shelf;
  private static Releases releases;

  @TempDir Path folder;
  private Installer person;

  @BeforeAll
  static void pack() throws Exception {
    releases = new Releases(shelf.resolve("releases"));
    Path image = Image.built().home();
    pack(image, THIS);
    Path newer = shelf.resolve("a2a-" + NEWER);
    ok(new ProcessBuilder("cp", "-Rp", image.toString(), newer.toString()));
    renumber(newer);
    pack(newer, NEWER);
  }

  @AfterAll
  static void close() {
    releases.close();
  }

  @BeforeEach
  void prepare() throws Exception {
    Shell shell = Installer.shells().findFirst().orElseThrow();
    person = new Installer(folder, shell).releases(releases).env("A2A_PORT", "0");
    person.env("A2A_LOOP_MAX", "0");
    RunningDaemon.UNLIMITED.forEach(person::env);
  }

  @AfterEach
  void stop() throws Exception {
    if (Files.exists(person.bin().resolve("a2a"))) {
      person.installed("a2a", "daemon", "stop");
    }
  }

  @Test
  void what_was_installed_works_and_is_gone_when_it_is_removed() throws Exception {
    person.env("A2A_AOT_CACHE", ""); // With caches, as for everybody.
    Said said = person.pipe(Installer.SCRIPT, "--version", THIS, "--demo");

    assertEquals(0, said.status(), said.err());
    assertTrue(said.out().contains("All programs have ended"), said.out());
    assertTrue(said.out().strip().endsWith("a2a setup"), said.out());
    Path place = person.data().resolve("versions").resolve(THIS);
    assertEquals(
        List.of("a2a-bridge.aot", "a2a-daemon.aot", "a2a.aot"),
        Installer.tree(place.resolve("lib/cache")));

    person.env("PATH", person.bin() + ":/usr/bin:/bin");
    a2a("register", "alice");
    Said doctor = person.installed("a2a", "doctor");
    assertEquals(0, doctor.status(), doctor.out() + doctor.err());

    long daemon = entry().path("pid").asLong();
    assertTrue(ProcessHandle.of(daemon).isPresent());
    Said removed = person.install("--uninstall");

    assertEquals(0, removed.status(), removed.err());
    assertTrue(ProcessHandle.of(daemon).isEmpty(), "it would run on without its files");
    assertFalse(removed.err().contains("still runs"), removed.err());
    List<String> left = Installer.tree(person.home());
    assertTrue(left.contains(".local/share/a2a/a2a.db"), left::toString);
    assertTrue(left.contains(".config/a2a/config.json"), left::toString);
    assertEquals(
        List.of(),
        left.stream()
            .filter(file -> !file.matches("\\.config(/a2a(/.*)?)?|\\.local(/share(/a2a)?)?"))
            .filter(file -> !file.equals(".local/bin"))
            .filter(file ->
                !file.matches("\\.local/share/a2a/[^/]+\\.(db|db-.*|key|lock|log|json|reserve)"))
            .toList());
  }

  @Test
  void the_build_makes_the_script_of_a_release() throws Exception {
    String releases = Version.ofThisBuild().repository() + "/releases";

    assertEquals(
        Files.readString(Installer.SCRIPT).replace("@releases@", releases),
        Files.readString(Path.of("target/install.sh")));
  }

  @Test
  void an_upgrade_under_load_loses_no_send_and_a_downgrade_finds_the_mail() throws Exception {
    person.pipe(Installer.SCRIPT, "--version", THIS);
    String bob = friends();
    int sent;
    try (Session session = bridge()) {
      sent = upgradeUnderLoad(session, bob);
      // A command of the newer version has replaced the daemon, and the bridge has followed.
      assertEquals(NEWER, entry().path("version").asText());
    }
    try (Session next = bridge()) {
      assertEquals(NEWER, next.version());
      Said said = person.pipe(Installer.SCRIPT, "--version", THIS);
      assertEquals(0, said.status(), said.err());
      assertEquals(THIS, person.version());
      send(next, bob);
      assertEquals(sent + 1, unread());
      assertEquals(NEWER, entry().path("version").asText(), "it serves older programs");
    }
    a2a("daemon", "stop");
    assertEquals(sent + 1, unread());
    assertEquals(THIS, entry().path("version").asText());
    try (Session next = bridge()) {
      assertEquals(THIS, next.version());
    }
  }

  @Test
  void a_daemon_that_a_person_started_goes_on_through_an_upgrade() throws Exception {
    person.pipe(Installer.SCRIPT, "--version", THIS);
    a2a("daemon", "start");
    String bob = friends();
    long daemon = entry().path("pid").asLong();
    try (Session session = bridge()) {
      int sent = upgradeUnderLoad(session, bob);
      assertEquals(daemon, entry().path("pid").asLong());
      assertEquals(sent, unread());
    }

    assertEquals(0, person.pipe(Installer.SCRIPT).status());
    assertEquals(List.of(THIS, NEWER), person.versions(), "the daemon runs from the older one");
    a2a("daemon", "stop");
    a2a("daemon", "start");

    assertEquals(NEWER, entry().path("version").asText());
    assertEquals(0, person.pipe(Installer.SCRIPT).status());
    assertEquals(List.of(NEWER), person.versions(), "nothing runs from the older one any more");
  }

  /// Installs the newer version while a bridge and commands of the older one send, and returns how
  /// many sends were acknowledged. Fails if one was not, or if one of those is not in the inbox.
  private int upgradeUnderLoad(Session session, String bob) throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger called = new AtomicInteger();
    AtomicInteger typed = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> agent =
          threads.submit(() -> {
            while (!stop.get()) {
              send(session, bob);
              called.incrementAndGet();
            }
            return null;
          });
      Future<?> typist =
          threads.submit(() -> {
            while (!stop.get()) {
              a2a("send", bob, "--subject", "typed", "hello", "--profile", "alice");
              typed.incrementAndGet();
            }
            return null;
          });
      try {
        assertEquals(THIS, session.version());
        more(agent, typist, called, typed);

        Said said = person.pipe(Installer.SCRIPT);

        assertEquals(0, said.status(), said.err());
        assertEquals(NEWER, person.version());
        more(agent, typist, called, typed);
      } finally {
        stop.set(true);
      }
      agent.get();
      typist.get();
    }
    assertEquals(List.of(THIS, NEWER), person.versions(), "the bridge runs from the older one");
    assertEquals(called.get() + typed.get(), unread());
    return called.get() + typed.get();
  }

  /// Makes alice and bob, who lets her write, and returns his id.
  private String friends() throws Exception {
    a2a("register", "alice", "--profile", "alice");
    a2a("register", "bob", "--profile", "bob");
    String alice = me("alice").path("agent_id").asText();
    a2a("authorize", alice, "--profile", "bob");
    return me("bob").path("agent_id").asText();
  }

  private Session bridge() throws IOException {
    return new Session(
        person
            .process(List.of(person.bin().resolve("a2a-bridge").toString(), "--profile", "alice"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  private static void send(Session session, String bob) throws IOException {
    JsonNode answer =
        session.call(
            "a2a_send_message",
            "{\"recipient_id\":\"%s\",\"subject\":\"called\",\"body\":\"hello\"}".formatted(bob));
    assertEquals("queued", answer.path("status").asText(), answer::toString);
  }

  /// Waits until both have sent two more, or one of them has failed.
  private static void more(
      Future<?> agent, Future<?> typist, AtomicInteger bridged, AtomicInteger typed)
      throws Exception {
    int calls = bridged.get() + 2;
    int commands = typed.get() + 2;
    await()
        .atMost(LIMIT)
        .until(() ->
            agent.isDone()
                || typist.isDone()
                || (bridged.get() >= calls && typed.get() >= commands));
    if (agent.isDone()) {
      agent.get();
    }
    if (typist.isDone()) {
      typist.get();
    }
  }

  private int unread() throws Exception {
    return me("bob").path("unread_count").asInt(-1);
  }

  private JsonNode me(String profile) throws Exception {
    return Json.answers().readTree(a2a("whoami", "--json", "--profile", profile));
  }

  private JsonNode entry() throws IOException {
    return Json.answers().readTree(Files.readString(person.data().resolve("daemon.json")));
  }

  private String a2a(String... words) throws Exception {
    Said said = person.installed("a2a", words);
    assertEquals(0, said.status(), () -> List.of(words) + ": " + said.err());
    return said.out();
  }

  private static void pack(Path image, String version) throws Exception {
    Path archive = releases.archive(version);
    Files.createDirectories(archive.getParent());
    ok(
        new ProcessBuilder(
            "tar",
            "-I",
            "gzip -1",
            "-C",
            image.resolveSibling("").toString(),
            "-cf",
            archive.toString(),
            image.getFileName().toString()));
    releases.publish(version);
  }

  private static void renumber(Path image) throws IOException {
    Path jar;
    try (Stream<Path> jars = Files.list(image.resolve("lib/app"))) {
      jar =
          jars.filter(file -> file.getFileName().toString().startsWith("shared-"))
              .findFirst()
              .orElseThrow();
    }
    try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
      Path properties = zip.getPath("/dev/a2a/version.properties");
      String text = Files.readString(properties);
      Files.writeString(properties, text.replaceFirst("(?m)^version=.*$", "version=" + NEWER));
    }
  }

  private static void ok(ProcessBuilder command) throws Exception {
    assertEquals(
        0, command.inheritIO().start().waitFor(), () -> String.join(" ", command.command()));
  }
}
