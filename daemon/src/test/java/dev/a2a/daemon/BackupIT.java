package dev.a2a.daemon;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.daemon.Image.Said;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `a2a backup`, `a2a restore` and `a2a daemon check` of the packed image, beside a daemon that is
/// a process of its own.
class BackupIT {
  @TempDir Path folder;
  private Image image;

  @BeforeEach
  void image() {
    image = Image.built();
  }

  @Test
  void mail_is_backed_up_under_load_and_restored_and_a_running_daemon_is_left_alone()
      throws Exception {
    Path data = folder.resolve("data");
    try (var daemon = image.daemon(data)) {
      Process load = load(daemon.url(), "120"); // Ended when the backup is there.
      try {
        Said made = a2a("backup", "mail", "--json");
        assertEquals(0, made.status(), made.out() + made.err());
        assertTrue(load.isAlive(), "the load went on");
        JsonNode json = Json.answers().readTree(made.out());
        assertTrue(json.path("messages").asLong() > 0, made.out());
        assertTrue(json.path("check").path("good").asBoolean(), made.out());
      } finally {
        load.destroy();
        load.waitFor();
      }
      Said refused = a2a("restore", "mail", "--force");
      assertEquals(8, refused.status(), refused.err());
      assertTrue(refused.err().contains(Long.toString(daemon.process().pid())), refused.err());
      assertEquals(0, a2a("daemon", "check").status());
      assertEquals(6, a2a("backup", "mail").status(), "it is there already");
    }
    assertEquals(6, a2a("restore", "mail").status(), "there is mail already");
    Said restored = a2a("restore", "mail", "--force");
    assertEquals(0, restored.status(), restored.err());
    assertTrue(restored.out().contains("kept in " + data), restored.out());
    try (var daemon = image.daemon(data)) {
      Said check = a2a("daemon", "check");
      assertEquals(0, check.status(), check.out());
      assertTrue(daemon.process().isAlive());
    }
    assertEquals(List.of(), leftovers(folder));
    assertEquals(List.of(), leftovers(data));
  }

  @Test
  void a_damaged_message_is_listed() throws Exception {
    Path data = folder.resolve("data");
    try (var daemon = image.daemon(data)) {
      Process load = load(daemon.url(), "3");
      load.waitFor();
    }
    assertEquals(0, a2a("daemon", "check").status());
    changeABody(data.resolve("a2a.db"));

    Said check = a2a("daemon", "check");
    assertEquals(1, check.status(), check.out());
    assertTrue(check.out().contains("damaged message: "), check.out());
    assertEquals(1, a2a("backup", "damaged").status());
    assertTrue(Files.exists(folder.resolve("damaged")), "better than none");
  }

  @Test
  void a_full_disk_leaves_no_half_backup() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    Path data = folder.resolve("data");
    try (var daemon = image.daemon(data)) {
      load(daemon.url(), "3").waitFor();
    }
    Said full = onSmallDisk(small, "256k");
    Image.there(!full.err().contains("unshare"), "no file system can be mounted here");
    assertTrue(full.out().contains("\"code\":\"not_written\""), full.out() + full.err());
    assertTrue(full.out().endsWith("status 8\nleft 0\n"), full.out());

    Said room = onSmallDisk(small, "512m"); // The control.
    assertTrue(room.out().endsWith("status 0\nleft 1\n"), room.out() + room.err());
  }

  /// A backup onto a file system of that size, then its status and how many files are there.
  private Said onSmallDisk(Path small, String size) throws Exception {
    String script =
        "mount -t tmpfs -o size="
            + size
            + " tmpfs \"$1\" || exit 9;"
            + " \"$2\" --backup \"$1/mail\" --data \"$3\"; echo status $?;"
            + " echo left $(ls -A \"$1\" | wc -l)";
    return Image.run(
        folder,
        Map.of("HOME", folder.toString()),
        "",
        List.of(
            "unshare",
            "-Urm",
            "sh",
            "-c",
            script,
            "sh",
            small.toString(),
            image.launcher("a2a-daemon").toString(),
            folder.resolve("data").toString()));
  }

  /// Eight senders for that long. Returns when they have written a MiB.
  private Process load(String url, String seconds) throws IOException, InterruptedException {
    Path log = folder.resolve("load.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            image.launcher("a2a").toString(),
            "bench",
            "--server",
            url,
            "--senders",
            "8",
            "--seconds",
            seconds,
            "--warmup",
            "0",
            "--body-bytes",
            "1000");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Process load = builder.start();
    Path wal = folder.resolve("data/a2a.db-wal");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(wal) && Files.size(wal) > 1 << 20);
    return load;
  }

  private static void changeABody(Path database) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE messages SET body = 'y' || body WHERE seq = 1");
    }
  }

  private Said a2a(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(image.launcher("a2a").toString()));
    command.addAll(List.of(words));
    List<String> all = new ArrayList<>(List.of("sh", "-c", "cd \"$0\" && exec \"$@\""));
    all.add(folder.toString());
    all.addAll(command);
    return Image.run(
        folder,
        Map.of("HOME", folder.toString(), "A2A_DATA_DIR", folder.resolve("data").toString()),
        "",
        all);
  }

  private static List<Path> leftovers(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith(".a2a-")).toList();
    }
  }
}
