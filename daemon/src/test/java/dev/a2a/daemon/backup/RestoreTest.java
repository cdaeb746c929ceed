package dev.a2a.daemon.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Daemon;
import dev.a2a.daemon.Parts;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.backup.Restore.Restored;
import dev.a2a.shared.api.CheckInbox;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Home;
import dev.a2a.shared.home.Setting;
import dev.a2a.shared.home.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {
  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
  private static final int FLIPS = 150;

  @TempDir Path folder;
  private Home home;
  private Parts parts;
  private Agent alice;
  private Agent bob;
  private Path backup;

  @BeforeEach
  void a_backup_of_one_message() throws IOException {
    home = home("data");
    Files.createDirectory(home.data());
    parts = Parts.in(home.data());
    alice = parts.agent("alice");
    bob = parts.agent("bob");
    parts.authorize(bob, alice);
    parts.send(alice, bob, "first", "before the backup");
    backup = backup("mail");
  }

  @AfterEach
  void close() throws IOException {
    parts.close();
  }

  @Test
  void what_was_in_the_backup_is_there_and_what_came_later_is_kept_beside() throws Exception {
    parts.send(alice, bob, "second", "after the backup");
    parts.close();
    Restored restored = restore(backup, true);

    assertEquals(1, restored.messages());
    assertEquals(NOW, restored.createdAt());
    assertEquals("1.2.3", restored.version());
    assertEquals(List.of("first"), subjects(home.data()));
    assertEquals(List.of("second", "first"), subjects(Path.of(kept(restored))));
    assertEquals("replaced-20260201T000000Z", name(kept(restored)));
    restore(backup, true);
    assertTrue(Files.isDirectory(home.data().resolve("replaced-20260201T000000Z-2")));
  }

  @Test
  void the_log_of_a_killed_daemon_goes_with_its_database() throws Exception {
    parts.send(alice, bob, "second", "in the log only");
    Home killed = home("killed"); // As a kill leaves it.
    Files.createDirectory(killed.data());
    for (String name : List.of("a2a.db", "a2a.db-wal")) {
      Files.copy(home.data().resolve(name), killed.data().resolve(name));
    }
    Restored restored = new Restore(killed).restore(backup, true, NOW);

    assertEquals(List.of("first"), subjects(killed.data()));
    assertEquals(List.of("second", "first"), subjects(Path.of(kept(restored))));
  }

  @Test
  void a_restore_into_an_empty_place_keeps_nothing_and_needs_no_force() throws Exception {
    Home other = home("new/place");
    Restored restored = new Restore(other).restore(backup, false, NOW);

    assertNull(restored.kept());
    assertEquals(List.of("first"), subjects(other.data()));
  }

  @Test
  void data_that_are_there_are_replaced_only_on_demand() throws Exception {
    parts.close();
    byte[] before = Files.readAllBytes(home.database());

    assertEquals("data_exists", code(() -> restore(backup, false)));
    assertTrue(Arrays.equals(before, Files.readAllBytes(home.database())));
  }

  @Test
  void the_data_of_a_running_daemon_are_left_alone() throws Exception {
    assertEquals("data_in_use", code(() -> restore(backup, true)));
    parts.send(alice, bob, "second", "goes on");
    parts.close();

    restore(backup, true);
    assertEquals(List.of("first"), subjects(home.data()));
  }

  @Test
  void a_flipped_byte_anywhere_is_refused_or_changes_nothing_that_is_restored() throws Exception {
    byte[] good = Files.readAllBytes(backup);
    Home other = home("other");
    new Restore(other).restore(backup, false, NOW);
    byte[] expected = Files.readAllBytes(other.database());
    int refused = 0;
    for (int i = 0; i < FLIPS; i++) {
      byte[] bad = good.clone();
      int at = (int) ((long) good.length * i / FLIPS);
      bad[at] ^= 0x10;
      Path flipped = Files.write(folder.resolve("flipped"), bad);
      Home target = home("flip-" + i);
      try {
        new Restore(target).restore(flipped, false, NOW);
        assertTrue(Arrays.equals(expected, Files.readAllBytes(target.database())), "byte " + at);
      } catch (Refusal e) {
        assertFalse(Files.exists(target.database()), "byte " + at);
        refused++;
      }
    }
    // What is not refused is a time or a flag in the headers of the ZIP file, much of a small one.
    assertTrue(refused > FLIPS * 3 / 4, "refused " + refused + " of " + FLIPS);
  }

  @Test
  void a_truncated_archive_is_refused_at_any_length() throws Exception {
    parts.close();
    byte[] good = Files.readAllBytes(backup);
    byte[] before = Files.readAllBytes(home.database());
    for (int length : new int[] {0, 1, 100, good.length / 2, good.length - 100, good.length - 1}) {
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(good, length));
      assertEquals("bad_backup", code(() -> restore(cut, true)), "length " + length);
    }
    assertTrue(Arrays.equals(before, Files.readAllBytes(home.database())));
    Path whole = Files.write(folder.resolve("whole"), good);
    restore(whole, true);
  }

  @Test
  void a_backup_of_a_newer_release_is_refused() throws Exception {
    parts.database.change(tx -> tx.update("INSERT INTO schema_version (version) VALUES (9999)"));
    Path newer = backup("newer");
    parts.close();

    assertEquals("newer_data", code(() -> restore(newer, true)));
    restore(backup, true);
  }

  @Test
  void what_is_no_backup_is_refused() throws Exception {
    assertEquals("unusable_file", code(() -> restore(folder.resolve("nothing"), true)));
    Path text = Files.writeString(folder.resolve("text"), "no archive");
    assertEquals("bad_backup", code(() -> restore(text, true)));
    assertEquals("bad_backup", code(() -> restore(zip("manifest.json", "{}"), true)));
    assertEquals("bad_backup", code(() -> restore(zip("manifest.json", "no JSON"), true)));
    assertEquals("bad_backup", code(() -> restore(zip("other", ""), true)));
    assertEquals("newer_data", code(() -> restore(zip("manifest.json", "{\"format\":2}"), true)));
    Path elsewhere =
        zip(
            "manifest.json",
            """
            {"format":1,"version":"1","created_at":"2026-02-01T00:00:00Z",
             "contents":{"schema":1,"highest_seq":0,"highest_id":"","rows":{}},
             "files":[{"name":"../evil","bytes":1,"sha256":"00"}]}
            """);
    assertEquals("bad_backup", code(() -> new Restore(home("far")).restore(elsewhere, true, NOW)));
    assertFalse(Files.exists(folder.resolve("evil")));
  }

  @Test
  void a_database_other_than_the_manifests_is_refused() throws Exception {
    // The right bytes and hash, and another count: as if somebody had edited the manifest.
    parts.send(alice, bob, "second", "x");
    Path other = backup("other");
    Manifest one = Archive.manifest(backup);
    Manifest mixed = new Manifest(1, "1", NOW, one.contents(), Archive.manifest(other).files());
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    Archive.unpack(other, mixed.files().getFirst(), scratch);
    Path edited = Files.createFile(folder.resolve("edited"));
    Archive.write(edited, mixed, scratch);

    assertEquals("bad_backup", code(() -> new Restore(home("new")).restore(edited, true, NOW)));
    new Restore(home("new")).restore(other, true, NOW);
  }

  @Test
  void no_daemon_starts_on_an_interrupted_restore_until_it_is_done() throws Exception {
    parts.close();
    Settings settings =
        Settings.of(
            Map.of(Setting.PORT, "0", Setting.DATA_DIR, home.data().toString()),
            Map.of("A2A_CONFIG_DIR", folder.resolve("config").toString()));
    Files.createDirectory(home.data().resolve("restoring"));
    Files.writeString(home.data().resolve("restoring/a2a.db"), "what was unpacked");

    assertEquals(
        "restore_unfinished", code(() -> Daemon.start(settings, Clock.systemUTC(), "test")));
    restore(backup, false); // It was said once that the data may be replaced.
    Daemon.start(settings, Clock.systemUTC(), "test").close();
    assertEquals(List.of("first"), subjects(home.data()));
  }

  private Path backup(String name) throws IOException {
    Path file = folder.resolve(name);
    new Backup(home, "1.2.3").make(file, false, NOW);
    return file;
  }

  private Restored restore(Path archive, boolean force) throws IOException {
    return new Restore(home).restore(archive, force, NOW);
  }

  /// The subjects in bob's inbox when a daemon opens that folder.
  private List<String> subjects(Path data) throws IOException {
    try (Parts opened = Parts.in(data)) {
      return opened.messages.inbox(bob, new CheckInbox(false, 10, null)).messages().stream()
          .map(item -> item.subject())
          .toList();
    }
  }

  private static String kept(Restored restored) {
    assertNotNull(restored.kept());
    return String.valueOf(restored.kept());
  }

  private static String name(String path) {
    return String.valueOf(Path.of(path).getFileName());
  }

  private Path zip(String name, String content) throws IOException {
    Path file = folder.resolve("made.zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private Home home(String data) {
    return new Home(folder.resolve("config"), folder.resolve(data));
  }

  private static String code(Executable refused) {
    return assertThrows(Refusal.class, refused).problem().code();
  }
}
