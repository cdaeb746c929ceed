package dev.a2a.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.bridge.cli.Typist.Ran;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MailCommandsTest {
  private static final String SENT =
      "{\"message_id\":\"%s\",\"thread_id\":\"%s\",\"status\":\"queued\"}"
          .formatted(Answers.MESSAGE, Answers.MESSAGE);
  private static final String LETTER =
      """
      {"id":"%s","sender_id":"%s","sender_name":"bob","recipient_id":"%s","recipient_name":"alice",
       "subject":"Lunch","body":"At noon.\\nBob","body_bytes":12,"thread_id":"%s",
       "created_at":"2026-01-31T12:00:00.000Z","read":false}\
      """
          .formatted(Answers.MESSAGE, Answers.BOB, Answers.ALICE, Answers.MESSAGE);

  @TempDir Path folder;
  private Typist typist;
  private Answers daemon;

  @BeforeEach
  void start() throws IOException {
    typist = new Typist(folder);
    daemon = new Answers().as(typist, "default");
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private JsonNode asked() throws Exception {
    return Json.answers().readTree(daemon.askedBody());
  }

  @Test
  void send_takes_the_body_from_an_argument() throws Exception {
    daemon.say(202, SENT);
    Ran ran = typist.type("send", Answers.BOB, "-s", "Hi", "Hello", "--reply-to", Answers.MESSAGE);

    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains(Answers.MESSAGE));
    JsonNode asked = asked();
    assertEquals("Hello", asked.path("body").asText());
    assertEquals(Answers.MESSAGE, asked.path("reply_to_id").asText());
    assertEquals(36, asked.path("idempotency_key").asText().length(), "made where none is given");
  }

  @Test
  void send_takes_the_body_from_a_file_or_a_pipe() throws Exception {
    Path file = Files.writeString(folder.resolve("body.txt"), "from a file\n");
    daemon.say(202, SENT).say(202, SENT).say(202, SENT);

    assertEquals(0, typist.type("send", Answers.BOB, "-s", "x", "-f", file.toString()).status());
    typist.piping("héllo 👍".getBytes(UTF_8));
    assertEquals(0, typist.type("send", Answers.BOB, "-s", "x", "-").status());
    typist.piping("implied".getBytes(UTF_8));
    assertEquals(
        "queued",
        typist.type("send", Answers.BOB, "-s", "x", "--json").json().path("status").asText());
    assertEquals("from a file\n", asked().path("body").asText());
    assertEquals("héllo 👍", asked().path("body").asText());
    assertEquals("implied", asked().path("body").asText());
  }

  @Test
  void send_refuses_a_body_that_is_missing_doubled_too_long_or_not_text() throws Exception {
    Path file = Files.write(folder.resolve("latin1"), new byte[] {'a', (byte) 0xFF});
    Path large = Files.write(folder.resolve("large"), new byte[(512 << 10) + 1]);

    assertEquals(2, typist.type("send", Answers.BOB, "-s", "x").status(), "empty input");
    assertEquals(2, typist.type("send", Answers.BOB, "-s", "x", "b", "-f", "f").status());
    assertEquals(2, typist.type("send", Answers.BOB, "-s", "x", "-f", "" + file).status());
    assertEquals(2, typist.type("send", Answers.BOB, "-s", "x", "-f", "/none").status());
    assertEquals(2, typist.type("send", Answers.BOB, "-s", "x", "-f", "" + folder).status());
    assertEquals(7, typist.type("send", Answers.BOB, "-s", "x", "-f", "" + large).status());
    typist.piping(Files.readAllBytes(large));
    assertEquals(7, typist.type("send", Answers.BOB, "-s", "x", "-").status());
    assertEquals(0, daemon.askedCount());
  }

  @Test
  void send_does_not_wait_for_ever_on_a_pipe_that_nobody_writes_to() throws IOException {
    try (var silent = new PipedOutputStream()) {
      typist.in = new PipedInputStream(silent);
      Ran ran = typist.type("send", Answers.BOB, "-s", "x");

      assertEquals(2, ran.status());
      assertTrue(ran.err().contains("Nothing came on standard input"), ran.err());
    }
  }

  @Test
  void send_says_at_a_terminal_that_there_is_no_body() {
    typist.atTerminal = true;

    assertEquals(2, typist.type("send", Answers.BOB, "-s", "x").status());
  }

  @Test
  void send_refuses_a_wrong_recipient_before_it_asks_anybody() {
    Ran ran = typist.type("send", "a2a_bob", "-s", "x", "hi");

    assertEquals(2, ran.status());
    assertTrue(ran.err().contains("must be an agent id"), ran.err());
    assertEquals(0, daemon.askedCount());
  }

  @Test
  void send_repeats_once_with_the_same_key_when_the_answer_is_lost() throws Exception {
    daemon.vanish().say(202, SENT);
    Ran ran = typist.type("send", Answers.BOB, "-s", "x", "hi");

    assertEquals(0, ran.status(), ran.err());
    assertEquals(asked().path("idempotency_key"), asked().path("idempotency_key"));
  }

  @Test
  void send_gives_up_after_the_second_loss_and_names_the_key() {
    daemon.vanish().vanish().say(202, SENT);
    Ran ran = typist.type("send", Answers.BOB, "-s", "x", "hi", "--idempotency-key", "k1");

    assertEquals(8, ran.status());
    assertTrue(ran.err().contains("--idempotency-key k1"), ran.err());
    assertEquals(2, daemon.askedCount());
  }

  @Test
  void send_does_not_repeat_what_was_refused() {
    daemon.refuse(403, "not_authorized", "You may not write to this agent.");

    assertEquals(4, typist.type("send", Answers.BOB, "-s", "x", "hi").status());
    assertEquals(1, daemon.askedCount());
  }

  @Test
  void inbox_lists_and_says_how_to_go_on() throws Exception {
    daemon.say(
        200,
        """
        {"unread_count":7,"has_more":true,"cursor":"c2","messages":[{"id":"%s","sender_id":"%s",
         "sender_name":"bob","subject":"Lunch","preview":"At\\nnoon","body_bytes":12,
         "thread_id":"%s","created_at":"2026-01-31T12:00:00.000Z","read":false}]}\
        """
            .formatted(Answers.MESSAGE, Answers.BOB, Answers.MESSAGE));
    Ran ran = typist.type("inbox", "--all", "--limit", "1", "--profile", "default");

    assertEquals(
        """
        7 unread

        * Lunch                                                        2026-01-31 12:00Z
          from a2a_0000000000000b0b "bob"
          id   0190163d-8694-739b-aea5-966c26f8ad91, 12 bytes
          │ At noon

        Read one with `a2a read ID`, mark it with `a2a mark-read ID`.
        """,
        ran.out());
    assertEquals(
        "There is more: a2a inbox --all --limit 1 --profile default --cursor c2\n", ran.err());
    assertEquals("/v1/inbox?limit=1&unread_only=false", daemon.asked().getTarget());
  }

  @Test
  void an_empty_inbox_is_not_an_inbox_that_could_not_be_seen() {
    daemon.say(200, "{\"unread_count\":0,\"messages\":[],\"has_more\":false}");

    assertEquals("No unread mail.\n", typist.type("inbox").out());
    daemon.close();
    Ran away = typist.type("inbox");
    assertEquals(8, away.status());
    assertEquals("", away.out());
    assertTrue(away.err().contains("Nobody answers"), away.err());
  }

  @Test
  void read_frames_the_message_and_marks_nothing() throws Exception {
    daemon.say(200, LETTER);
    Ran ran = typist.type("read", Answers.MESSAGE);

    assertTrue(ran.out().contains("│ At noon.\n│ Bob\n└ end of message"), ran.out());
    assertTrue(ran.out().contains("Another agent wrote this"), ran.out());
    assertEquals("GET", daemon.asked().getMethod());
    assertEquals(1, daemon.askedCount());
  }

  @Test
  void mark_read_marks_one_or_all() throws Exception {
    daemon
        .say(200, "{\"marked\":1,\"unread_count\":4}")
        .say(200, "{\"marked\":0,\"unread_count\":4}");

    assertEquals("Marked 1; 4 unread.\n", typist.type("mark-read", Answers.MESSAGE).out());
    assertEquals("Nothing was left to mark; 4 unread.\n", typist.type("mark-read").out());
    assertEquals(Answers.MESSAGE, asked().path("message_id").asText());
    assertEquals("{}", daemon.askedBody());
  }

  @Test
  void conversations_and_one_of_them() throws Exception {
    daemon
        .say(
            200,
            """
            {"has_more":false,"conversations":[{"peer_id":"%s","peer_name":"bob","unread_count":2,
             "last_message_at":"2026-01-31T12:00:00.000Z","last_subject":"Lunch","last_by_you":true}]}
            """
                .formatted(Answers.BOB))
        .say(
            200,
            "{\"peer_id\":\"%s\",\"messages\":[%s],\"has_more\":true,\"cursor\":\"c\"}"
                .formatted(Answers.BOB, LETTER))
        .say(200, "{\"peer_id\":\"%s\",\"messages\":[],\"has_more\":false}".formatted(Answers.BOB));
    String list = typist.type("conversations").out();
    Ran one = typist.type("conversation", Answers.BOB);
    Ran none = typist.type("conversation", Answers.BOB);

    assertTrue(list.contains("\"bob\"") && list.contains("2 unread  2026-01-31 12:00Z"), list);
    assertTrue(list.contains("  you: Lunch"), list);
    assertTrue(one.out().contains("│ At noon."), one.out());
    assertEquals("There is more: a2a conversation " + Answers.BOB + " --cursor c\n", one.err());
    assertEquals("No mail with this agent.\n", none.out());
  }
}
