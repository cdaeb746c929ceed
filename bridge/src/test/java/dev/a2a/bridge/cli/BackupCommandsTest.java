package dev.a2a.bridge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.cli.Typist.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the commands make of what the daemon program says; what it does is tested where it is.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BackupCommandsTest {
  private static final String GOOD =
      """
      {"good":true,"database":"/d/a2a.db","structure":[],"references":0,
       "mail":{"messages":3,"damaged_messages":[],"wrong_conversations":[]}}
      """;
  private static final String DAMAGED =
      """
      {"good":false,"database":"/d/a2a.db","structure":["row 1 missing"],"references":2,
       "mail":{"messages":3,"damaged_messages":["id \\u001b[2J"],
       "wrong_conversations":[{"agent_id":"alice","peer_id":"bob"}]}}
      """;
  private static final String MADE =
      """
      {"file":"/b/mail","bytes":10,"created_at":"2026-02-01T00:00:00.000Z","messages":3,
       "highest_seq":3,"highest_id":"x","server_key":true,"check":%s}
      """;

  @TempDir Path folder;
  private Typist typist;
  private Image image;

  @BeforeEach
  void start() throws IOException {
    image = new Image(folder.resolve("image"));
    typist = new Typist(folder);
    typist.env.put("PATH", System.getenv("PATH"));
    typist.programs = image.programs();
  }

  @Test
  void a_backup_is_told_and_the_program_hears_what_was_typed() throws IOException {
    says(MADE.formatted(GOOD), 0);
    Ran ran = typist.type("backup", "mail", "--force", "--data", "/d");

    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().startsWith("The backup is in /b/mail\n"), ran.out());
    assertTrue(ran.out().contains("2026-02-01"), ran.out());
    assertEquals("--backup mail --force --data /d\n", heard());
    assertEquals(3, typist.type("backup", "mail", "--json").json().path("messages").asInt());
    assertEquals("--backup mail\n", heard());
  }

  @Test
  void a_backup_of_damaged_mail_is_a_failure_with_the_damage_in_it() throws IOException {
    says(MADE.formatted(DAMAGED), 1);
    Ran ran = typist.type("backup", "mail");

    assertEquals(1, ran.status());
    assertTrue(ran.out().contains("damaged message: id \\u{1B}[2J\n"), ran.out());
    assertTrue(ran.out().contains("Keep the one before it."), ran.out());
  }

  @Test
  void a_check_lists_all_that_is_wrong() throws IOException {
    says(DAMAGED, 1);
    Ran ran = typist.type("daemon", "check");

    assertEquals(1, ran.status());
    assertTrue(ran.out().contains("damaged file: row 1 missing\n"), ran.out());
    assertTrue(ran.out().contains("rows that point at nothing: 2\n"), ran.out());
    assertTrue(ran.out().contains("wrong conversation: alice with bob\n"), ran.out());
    says(GOOD, 0);
    assertEquals("All 3 messages are as they were stored.\n", typist.type("daemon", "check").out());
    assertEquals("--check\n", heard());
  }

  @Test
  void a_restore_says_what_may_be_missing_and_where_the_old_is() throws IOException {
    says(
        """
        {"data":"/d","file":"mail","created_at":"2026-02-01T00:00:00.000Z","version":"1.2.3",
         "messages":3,"highest_seq":3,"highest_id":"x","server_key":false,"kept":"/d/replaced-1"}
        """,
        0);
    Ran ran = typist.type("restore", "mail");

    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().startsWith("3 messages are restored into /d\n"), ran.out());
    assertTrue(ran.out().contains("kept in /d/replaced-1"), ran.out());
    assertTrue(ran.out().contains("may be missing"), ran.out());
  }

  @Test
  void a_refusal_is_passed_on_and_silence_is_told() throws IOException {
    says("{\"code\":\"data_in_use\",\"status\":503,\"detail\":\"It is in use.\"}", 8);
    Ran ran = typist.type("restore", "mail", "--force");
    assertEquals(8, ran.status());
    assertEquals("a2a: It is in use.\n", ran.err());

    says("", 1);
    assertTrue(typist.type("backup", "mail").err().contains("broke off"));
    Files.delete(image.home.resolve("bin/a2a-daemon"));
    assertEquals(1, typist.type("daemon", "check").status());
  }

  private void says(String json, int status) throws IOException {
    Path answer = Files.writeString(folder.resolve("answer"), json);
    image.launcher(
        "a2a-daemon",
        "echo \"$*\" > '%s'; cat '%s'; exit %d".formatted(folder.resolve("heard"), answer, status));
  }

  private String heard() throws IOException {
    return Files.readString(folder.resolve("heard"));
  }
}
