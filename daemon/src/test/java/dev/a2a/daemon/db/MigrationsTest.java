package dev.a2a.daemon.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  @TempDir Path folder;
  private final List<Tx> opened = new ArrayList<>();
  private Tx tx;

  @BeforeEach
  void connect() {
    tx = Database.connect(folder.resolve("a2a.db"), false, opened);
  }

  @AfterEach
  void close() {
    opened.forEach(Tx::close);
  }

  @Test
  void the_first_release_is_brought_to_the_newest_and_keeps_its_mail() throws IOException {
    first();

    Migrations.run(tx, "a2a.db");

    assertEquals(Migrations.newest(), tx.number("SELECT MAX(version) FROM schema_version"));
    assertEquals(2, tx.number("SELECT COUNT(*) FROM messages"));
    assertEquals("x", tx.first("SELECT body FROM messages", row -> row.getString(1)).orElse(""));
  }

  @Test
  void what_was_unread_is_counted_from_the_mail_itself() throws IOException {
    first();

    Migrations.run(tx, "a2a.db");

    assertEquals(1, inbox("unread_count"), "one of the two is read");
    assertEquals(7, inbox("unread_bytes"));
    assertEquals(7, tx.number("SELECT unread_bytes FROM conversations WHERE agent_id = 'bob'"));
    assertEquals(0, tx.number("SELECT unread_bytes FROM conversations WHERE agent_id = 'alice'"));
  }

  @Test
  void each_old_key_gets_an_id_of_its_own() throws IOException {
    first();

    Migrations.run(tx, "a2a.db");

    assertEquals(2, tx.number("SELECT COUNT(DISTINCT id) FROM api_keys WHERE id LIKE 'key_%'"));
  }

  @Test
  void running_again_changes_nothing() throws IOException {
    first();
    Migrations.run(tx, "a2a.db");
    long changes = tx.number("SELECT total_changes()");

    Migrations.run(tx, "a2a.db");

    assertEquals(changes, tx.number("SELECT total_changes()"));
  }

  @Test
  void a_newer_database_is_refused() {
    Migrations.run(tx, "a2a.db");
    tx.update("INSERT INTO schema_version (version) VALUES (?)", Migrations.newest() + 1);

    Refusal refusal = assertThrows(Refusal.class, () -> Migrations.run(tx, "a2a.db"));
    assertEquals("newer_data", refusal.problem().code());
  }

  private long inbox(String column) {
    return tx.number("SELECT " + column + " FROM inboxes WHERE agent_id = 'bob'");
  }

  /// A database of the first release: bob has one unread message of seven bytes and a read one.
  private void first() throws IOException {
    try (InputStream in = Migrations.class.getResourceAsStream("/dev/a2a/daemon/db/001.sql")) {
      String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Arrays.stream(sql.split(";\\s*\\n", -1)).filter(s -> !s.isBlank()).forEach(tx::update);
    }
    tx.update("CREATE TABLE schema_version (version INTEGER NOT NULL)");
    tx.update("INSERT INTO schema_version (version) VALUES (1)");
    for (String name : List.of("alice", "bob")) {
      tx.update(
          "INSERT INTO agents (id, name, listed, created_at) VALUES (?, ?, 0, 0)", name, name);
      tx.update(
          "INSERT INTO api_keys (sha256, agent_id, last_four, created_at) VALUES (?, ?, 'abcd', 0)",
          name.getBytes(StandardCharsets.UTF_8),
          name);
    }
    message(1, "x", 1, 5L);
    message(2, "unread!", 7, null);
    tx.update(
        """
        INSERT INTO conversations (agent_id, peer_id, last_seq, unread_count)
        VALUES ('bob', 'alice', 2, 1), ('alice', 'bob', 2, 0)
        """);
  }

  private void message(int seq, String body, int bytes, @Nullable Long readAt) {
    tx.update(
        """
        INSERT INTO messages (seq, id, sender_id, recipient_id, thread_id, subject, body, body_bytes,
          body_sha256, created_at, expires_at, read_at)
        VALUES (?, ?, 'alice', 'bob', 't', 's', ?, ?, x'00', 0, 9, ?)
        """,
        seq,
        "m" + seq,
        body,
        bytes,
        readAt);
  }
}
