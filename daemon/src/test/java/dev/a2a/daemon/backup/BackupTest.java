package dev.a2a.daemon.backup;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.backup.Backup.Made;
import dev.a2a.daemon.db.DatabaseFile;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
  private static final int SENDERS = 8;

  @TempDir Path folder;
  private Home home;
  private Parts parts;
  private Agent alice;
  private Agent bob;

  @BeforeEach
  void open() throws IOException {
    home = home("data");
    Files.createDirectory(home.data());
    parts = Parts.in(home.data());
    alice = parts.agent("alice");
    bob = parts.agent("bob");
    parts.authorize(bob, alice);
  }

  @AfterEach
  void close() throws IOException {
    parts.close();
  }

  @Test
  void every_message_acknowledged_before_a_backup_under_load_is_in_it_once() throws Exception {
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    AtomicBoolean stop = new AtomicBoolean();
    List<Agent> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      senders.add(parts.agent("sender " + i));
      parts.authorize(bob, senders.getLast());
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> sending = new ArrayList<>();
      for (Agent sender : senders) {
        sending.add(
            threads.submit(() -> {
              while (!stop.get()) {
                acknowledged.add(parts.send(sender, bob, "under load", "x".repeat(500)));
              }
            }));
      }
      await().until(() -> acknowledged.size() > 2000);
      Set<String> before = new HashSet<>(acknowledged);
      Made made = make("under-load");
      int after = acknowledged.size();
      stop.set(true);
      for (Future<?> one : sending) {
        one.get();
      }

      assertTrue(after > before.size(), "the load went on");
      assertTrue(made.check().good(), made::toString);
      List<String> restored = restoredIds("under-load");
      assertEquals(made.messages(), restored.size());
      assertEquals(restored.size(), new HashSet<>(restored).size(), "each once");
      assertTrue(new HashSet<>(restored).containsAll(before));
      assertTrue(acknowledgedOrUnderWay(restored, acknowledged));
    }
  }

  @Test
  void a_plain_copy_of_the_file_would_miss_what_was_acknowledged() throws IOException {
    String id = parts.send(alice, bob, "hello", "x");
    Path copy = Files.copy(home.database(), folder.resolve("plain.db"));
    make("good");

    assertFalse(ids(copy).contains(id), "it is in the log still");
    assertEquals(List.of(id), restoredIds("good"));
  }

  @Test
  void a_backup_is_for_its_owner_only_and_leaves_nothing_beside_it() throws IOException {
    Path backups = Files.createDirectory(folder.resolve("backups"));
    Made made = new Backup(home, "1.2.3").make(backups.resolve("mail"), false, NOW);

    assertEquals(List.of(backups.resolve("mail")), files(backups));
    assertEquals(Files.size(backups.resolve("mail")), made.bytes());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(backups.resolve("mail"))));
  }

  @Test
  void a_file_that_is_there_is_replaced_only_on_demand() throws IOException {
    Files.writeString(folder.resolve("mail"), "precious");

    assertEquals("file_exists", code(() -> make("mail")));
    assertEquals("precious", Files.readString(folder.resolve("mail")));
    new Backup(home, "1").make(folder.resolve("mail"), true, NOW);
    assertEquals(List.of(), restoredIds("mail"));
  }

  @Test
  void what_cannot_be_written_is_refused() {
    assertEquals("unusable_file", code(() -> make("missing/mail")));
    assertEquals("unusable_file", code(() -> make("data")));
    assertEquals(
        "unusable_file",
        code(() -> new Backup(home("nothing"), "1").make(folder.resolve("mail"), false, NOW)));
  }

  @Test
  void the_servers_key_goes_along() throws IOException {
    assertFalse(make("without").serverKey());
    Files.writeString(home.serverKeyFile(), "a secret");
    assertTrue(make("with").serverKey());

    Home other = home("other");
    assertTrue(new Restore(other).restore(folder.resolve("with"), false, NOW).serverKey());
    assertEquals("a secret", Files.readString(other.serverKeyFile()));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(other.serverKeyFile())));
    new Restore(other).restore(folder.resolve("without"), true, NOW);
    assertEquals("a secret", Files.readString(other.serverKeyFile()), "none came to replace it");
  }

  @Test
  void damage_is_told_by_the_backup_and_by_the_check_and_the_backup_is_made() throws IOException {
    String id = parts.send(alice, bob, "hello", "what alice wrote");
    parts.send(alice, bob, "hello", "intact");
    assertTrue(FullCheck.of(home.database()).good());
    parts.database.change(
        tx -> tx.update("UPDATE messages SET body = 'what she did not' WHERE id = ?", id));
    parts.database.change(tx -> tx.update("UPDATE conversations SET unread_count = 7"));

    FullCheck check = FullCheck.of(home.database());
    assertFalse(check.good());
    assertEquals(2, check.mail().messages());
    assertEquals(List.of(id), check.mail().damagedMessages());
    assertEquals(2, check.mail().wrongConversations().size());
    assertEquals(List.of(id), make("damaged").check().mail().damagedMessages());
    assertEquals(2, restoredIds("damaged").size());
  }

  @Test
  void a_conversation_that_is_missing_and_a_reference_to_nothing_are_found() {
    parts.send(alice, bob, "hello", "x");
    parts.database.change(
        tx -> tx.update("DELETE FROM conversations WHERE agent_id = ?", bob.id()));
    FullCheck check = FullCheck.of(home.database());

    assertEquals(
        List.of(bob.id()),
        check.mail().wrongConversations().stream().map(pair -> pair.agentId()).toList());
    assertEquals(0, check.references());
  }

  @Test
  void a_broken_page_is_found_by_the_check() throws IOException {
    for (int i = 0; i < 50; i++) {
      parts.send(alice, bob, "hello", "x".repeat(3000));
    }
    parts.close();
    assertTrue(FullCheck.of(home.database()).good());
    byte[] bytes = Files.readAllBytes(home.database());
    java.util.Arrays.fill(bytes, bytes.length - 8192, bytes.length - 4096, (byte) 0);
    Files.write(home.database(), bytes);

    FullCheck check = FullCheck.of(home.database());
    assertFalse(check.good());
    assertFalse(check.structure().isEmpty());
  }

  /// A message that was stored, and the answer to which was still under way, may be there too.
  private static boolean acknowledgedOrUnderWay(List<String> ids, Queue<String> acknowledged) {
    Set<String> rest = new HashSet<>(ids);
    rest.removeAll(new HashSet<>(acknowledged));
    return rest.size() <= SENDERS;
  }

  private Made make(String name) throws IOException {
    return new Backup(home, "1.2.3").make(folder.resolve(name), false, NOW);
  }

  private List<String> restoredIds(String name) throws IOException {
    Home other = home(name + "-restored");
    new Restore(other).restore(folder.resolve(name), false, NOW);
    return ids(other.database());
  }

  private static List<String> ids(Path database) {
    return new DatabaseFile(database)
        .read(tx ->
            tx.number("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'messages'") == 0
                ? List.<String>of()
                : tx.all("SELECT id FROM messages", row -> row.getString(1)));
  }

  private Home home(String data) {
    return new Home(folder.resolve("config"), folder.resolve(data));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static String code(Executable refused) {
    return assertThrows(Refusal.class, refused).problem().code();
  }
}
