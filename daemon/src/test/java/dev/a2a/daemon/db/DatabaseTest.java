package dev.a2a.daemon.db;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir Path folder;

  @Test
  void what_was_written_is_read_at_once_and_after_opening_again() throws IOException {
    try (Database database = open(true)) {
      insert(database, "alice");
      assertEquals(List.of("alice"), names(database));
    }
    try (Database database = open(true)) {
      assertEquals(List.of("alice"), names(database));
    }
  }

  @Test
  void a_request_that_fails_leaves_nothing_behind_and_harms_no_other() throws Exception {
    try (Database database = open(true)) {
      CountDownLatch held = new CountDownLatch(1);
      CompletableFuture<Integer> first = hold(database, held);
      try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        // All three wait for the writer together, so they share a transaction.
        Future<Integer> before = callers.submit(() -> insert(database, "before"));
        Future<Integer> failing =
            callers.submit(() ->
                database.write(tx -> {
                  put(tx, "half");
                  throw new Refusal(new Problem.NotAuthorized());
                }));
        Future<Integer> after = callers.submit(() -> insert(database, "after"));
        held.countDown();
        assertEquals(0, first.get());
        assertEquals(1, before.get());
        assertEquals(1, after.get());
        assertTrue(assertThrows(Exception.class, failing::get).getCause() instanceof Refusal);
      }
      assertEquals(List.of("after", "before"), names(database));
    }
  }

  @Test
  void many_requests_share_one_fsync_with_group_commit_and_none_without() throws Exception {
    assertTrue(commitsFor(64, true) < 16);
    assertEquals(65, commitsFor(64, false));
  }

  @Test
  void closing_answers_what_was_accepted_and_refuses_what_comes_later() throws Exception {
    Database database = open(true);
    CountDownLatch held = new CountDownLatch(1);
    CompletableFuture<Integer> first = hold(database, held);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> accepted = callers.submit(() -> insert(database, "alice"));
      await().until(() -> database.waiting() == 1);
      Future<?> closing =
          callers.submit(() -> {
            database.close();
            return null;
          });
      held.countDown();
      assertEquals(0, first.get());
      assertEquals(1, accepted.get());
      closing.get();
    }
    assertEquals("shutting_down", code(() -> insert(database, "late")));
    assertEquals("shutting_down", code(() -> names(database)));
  }

  @Test
  void a_second_daemon_is_told_who_holds_the_data() throws IOException {
    try (Database _ = open(true)) {
      Refusal refusal = assertThrows(Refusal.class, () -> open(true));
      assertEquals("data_in_use", refusal.problem().code());
      assertTrue(refusal.problem().detail().contains(Long.toString(ProcessHandle.current().pid())));
    }
    open(true).close();
  }

  @Test
  void garbage_in_place_of_a_database_is_refused_and_left_alone() throws IOException {
    Files.writeString(file(), "this is not a database, however long it may be".repeat(100));
    byte[] before = Files.readAllBytes(file());
    assertEquals("damaged_data", code(() -> open(true)));
    assertArrayEquals(before, Files.readAllBytes(file()));
  }

  @Test
  void a_zeroed_page_is_noticed_after_an_unclean_stop() throws IOException {
    try (Database database = open(true)) {
      for (int i = 0; i < 500; i++) {
        insert(database, "agent number " + i + " with a name that fills pages");
      }
    }
    Files.createFile(folder.resolve("a2a.db-wal")); // As a killed daemon leaves it.
    try (RandomAccessFile disk = new RandomAccessFile(file().toFile(), "rw")) {
      disk.seek(disk.length() - 4096);
      disk.write(new byte[4096]);
    }
    assertEquals("damaged_data", code(() -> open(true)));
  }

  @Test
  void data_of_a_newer_release_is_refused() throws IOException {
    try (Database database = open(true)) {
      database.write(tx -> tx.update("INSERT INTO schema_version (version) VALUES (9999)"));
    }
    assertEquals("newer_data", code(() -> open(true)));
  }

  @Test
  void ready_means_that_a_write_goes_to_the_disk() throws IOException {
    Database database = open(true);
    database.checkWritable();
    database.close();
    assertEquals("shutting_down", code(database::checkWritable));
  }

  @Test
  void a_full_file_refuses_what_adds_and_is_survived() throws IOException {
    try (Database database = open(true)) {
      insert(database, "alice");
      long pages = database.read(tx -> tx.number("PRAGMA page_count"));
      database.change(tx -> tx.number("PRAGMA max_page_count = " + pages));
      String large = "x".repeat(1 << 16);
      assertEquals("storage_full", code(() -> insert(database, large)));
      int marked = database.change(tx -> tx.update("UPDATE agents SET listed = 1"));
      assertEquals(1, marked); // Marking goes on.
      database.change(tx -> tx.number("PRAGMA max_page_count = 100000"));
      await().untilAsserted(() -> assertEquals(1, insert(database, large)));
      assertEquals(2, names(database).size());
    }
  }

  @Test
  void readers_cannot_write() throws IOException {
    try (Database database = open(true)) {
      assertThrows(StoreException.class, () -> database.read(tx -> put(tx, "alice")));
      assertTrue(names(database).isEmpty());
    }
  }

  @Test
  void a_broken_read_does_not_use_up_a_reader() throws IOException {
    try (Database database = open(true)) {
      for (int i = 0; i < 50; i++) {
        assertThrows(StoreException.class, () -> database.read(tx -> tx.number("SELECT nothing")));
      }
      assertTrue(names(database).isEmpty());
    }
  }

  /// Transactions that `requests` waiting inserts took, the one that held them up included.
  private long commitsFor(int requests, boolean group) throws Exception {
    try (Database database = open(group)) {
      CountDownLatch held = new CountDownLatch(1);
      CompletableFuture<Integer> first = hold(database, held);
      long before = database.commits();
      try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Integer>> all =
            IntStream.range(0, requests)
                .mapToObj(i -> callers.submit(() -> insert(database, "n" + i)))
                .toList();
        await().until(() -> database.waiting() == requests);
        held.countDown();
        for (Future<Integer> one : all) {
          one.get();
        }
        first.get();
      }
      return database.commits() - before;
    } finally {
      Files.delete(file());
    }
  }

  private static CompletableFuture<Integer> hold(Database database, CountDownLatch until)
      throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CompletableFuture<Integer> held =
        CompletableFuture.supplyAsync(
            () ->
                database.write(_ -> {
                  running.countDown();
                  try {
                    until.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  return 0;
                }),
            Thread::startVirtualThread);
    running.await();
    return held;
  }

  private static String code(Executable refused) {
    return assertThrows(Refusal.class, refused).problem().code();
  }

  private static int insert(Database database, String name) {
    return database.write(tx -> put(tx, name));
  }

  private static int put(Tx tx, String name) {
    return tx.update(
        "INSERT INTO agents (id, name, listed, created_at) VALUES (?, ?, 0, 0)", name, name);
  }

  private static List<String> names(Database database) {
    return database.read(
        tx -> tx.all("SELECT name FROM agents ORDER BY name", row -> row.getString(1)));
  }

  private Path file() {
    return folder.resolve("a2a.db");
  }

  private Database open(boolean group) throws IOException {
    return Database.open(file(), folder.resolve("a2a.lock"), group);
  }
}
