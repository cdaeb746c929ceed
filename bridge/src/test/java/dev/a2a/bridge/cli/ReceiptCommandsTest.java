package dev.a2a.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.bridge.cli.Typist.Ran;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Receipts, waiting for them, pauses and capabilities.
@Timeout(60)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReceiptCommandsTest {
  private static final String STATUS = "/v1/messages/" + Answers.MESSAGE + "/status";
  private static final String SENT =
      "{\"message_id\":\"%s\",\"thread_id\":\"%s\",\"status\":\"queued\"%%s}"
          .formatted(Answers.MESSAGE, Answers.MESSAGE);
  private static final String CHECKED =
      ",\"recipient_last_checked_at\":\"2026-01-31T11:59:00.000Z\"";
  private static final String CAN =
      "{\"agent_id\":\"%s\",\"capabilities\":[{\"id\":\"review\",\"title\":\"Reviews\"}]}"
          .formatted(Answers.BOB);

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

  @Test
  void send_carries_an_end_and_a_capability_and_says_when_they_last_looked() throws Exception {
    daemon.say(202, SENT.formatted(CHECKED)).say(202, SENT.formatted(""));
    Ran ran =
        typist.type(
            "send",
            Answers.BOB,
            "-s",
            "x",
            "hi",
            "--capability",
            "review",
            "--expires-at",
            "2026-02-01T12:00:00Z");
    Ran never = typist.type("send", Answers.BOB, "-s", "x", "hi");

    assertEquals(0, ran.status(), ran.err());
    JsonNode asked = Json.answers().readTree(daemon.askedBody());
    assertEquals("2026-02-01T12:00:00.000Z", asked.path("expires_at").asText());
    assertEquals("review", asked.path("capability_id").asText());
    assertTrue(ran.out().contains("last checked their inbox 2026-01-31 11:59Z"), ran.out());
    assertTrue(never.out().contains("have not checked their inbox yet"), never.out());
    assertFalse(Json.answers().readTree(daemon.askedBody()).has("expires_at"));
  }

  @Test
  void send_refuses_an_end_that_is_no_time_before_it_asks_anybody() {
    assertEquals(
        2, typist.type("send", Answers.BOB, "-s", "x", "hi", "--expires-at", "soon").status());
    assertEquals(0, daemon.askedCount());
  }

  @Test
  void status_shows_how_far_a_message_has_come() throws Exception {
    daemon.say(200, receipt("read", ",\"read_at\":\"2026-01-31T12:01:00.000Z\"" + CHECKED));
    Ran ran = typist.type("status", Answers.MESSAGE);

    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().startsWith("read\n"), ran.out());
    assertTrue(ran.out().contains("  read        2026-01-31 12:01Z"), ran.out());
    assertTrue(ran.out().contains("they looked 2026-01-31 11:59Z"), ran.out());
    assertEquals(STATUS, daemon.asked().getTarget());
  }

  @Test
  void send_waits_until_the_message_is_read() throws Exception {
    daemon
        .say(202, SENT.formatted(""))
        .say(200, receipt("delivered", ",\"still_waiting\":true"))
        .say(200, receipt("read", ",\"still_waiting\":false"));
    Ran ran =
        typist.type("send", Answers.BOB, "-s", "x", "hi", "--wait-for", "read", "--timeout", "30s");

    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("Sent."), ran.out());
    daemon.asked();
    String target = String.valueOf(daemon.asked().getTarget());
    assertTrue(target.matches(STATUS + "\\?wait=(29|30)&until=read"), target);
    assertEquals(3, daemon.askedCount());
  }

  @Test
  void a_wait_in_vain_has_a_status_of_its_own_and_says_not_to_send_again() {
    daemon.say(202, SENT.formatted("")).say(200, receipt("delivered", ",\"still_waiting\":true"));
    Ran ran =
        typist.type("send", Answers.BOB, "-s", "x", "hi", "--wait-for", "read", "--timeout", "0");

    assertEquals(9, ran.status());
    assertTrue(ran.err().contains("Do not send it again"), ran.err());
    daemon.say(200, receipt("expired", ",\"still_waiting\":false"));
    Ran expired = typist.type("status", Answers.MESSAGE, "--wait-for", "replied");
    assertEquals(9, expired.status(), "it never will be");
    assertTrue(expired.err().contains("is expired, not replied"), expired.err());
  }

  @Test
  void a_wait_survives_a_daemon_that_is_away_for_a_moment() {
    daemon.refuse(503, "shutting_down", "The server stops.").say(200, receipt("read", ""));
    Ran ran = typist.type("status", Answers.MESSAGE, "--wait-for", "delivered", "--json");

    assertEquals(0, ran.status(), ran.err());
    assertEquals(2, daemon.askedCount());
    daemon.refuse(404, "message_not_found", "There is no such message for you.");
    Ran gone = typist.type("status", Answers.MESSAGE, "--wait-for", "delivered");
    assertEquals(5, gone.status(), "what is refused is not waited for");
  }

  @Test
  void what_is_no_wish_is_refused_before_anything_is_sent() {
    for (String[] wrong :
        new String[][] {
          {"--wait-for", "lost"},
          {"--timeout", "5m"},
          {"--wait-for", "read", "--timeout", "25h"},
          {"--wait-for", "read", "--timeout", "soon"}
        }) {
      String[] line = new String[5 + wrong.length];
      System.arraycopy(new String[] {"send", Answers.BOB, "-s", "x", "hi"}, 0, line, 0, 5);
      System.arraycopy(wrong, 0, line, 5, wrong.length);
      assertEquals(2, typist.type(line).status(), String.join(" ", wrong));
    }
    assertEquals(0, daemon.askedCount());
  }

  @Test
  void resume_takes_an_alias_and_says_whether_anything_was_paused() throws Exception {
    daemon
        .say(
            200,
            "{\"has_more\":false,\"aliases\":[{\"agent_id\":\"%s\",\"alias\":\"bob\"}]}"
                .formatted(Answers.BOB))
        .say(200, "{\"peer_id\":\"%s\",\"was_paused\":true}".formatted(Answers.BOB))
        .say(200, "{\"peer_id\":\"%s\",\"was_paused\":false}".formatted(Answers.BOB));
    Ran ran = typist.type("resume", "bob");
    Ran again = typist.type("resume", Answers.BOB);

    assertTrue(ran.out().contains("goes on"), ran.out() + ran.err());
    assertTrue(again.out().contains("No conversation"), again.out());
    daemon.asked();
    var asked = daemon.asked();
    assertEquals("POST", asked.getMethod());
    assertEquals("/v1/conversations/" + Answers.BOB + "/resume", asked.getTarget());
  }

  @Test
  void conversations_show_a_pause_and_peers_without_mail() {
    daemon.say(
        200,
        """
        {"has_more":false,"conversations":[
         {"peer_id":"%s","peer_name":"bob","unread_count":0,"last_message_at":"2026-01-31T12:00:00Z",
          "last_subject":"Lunch","last_by_you":true,"paused_at":"2026-01-31T12:00:00Z"},
         {"peer_id":"%s","unread_count":0}]}\
        """
            .formatted(Answers.BOB, Answers.ALICE));
    String list = typist.type("conversations").out();

    assertTrue(list.contains("a2a resume " + Answers.BOB), list);
    assertTrue(list.contains(Answers.ALICE) && list.contains("no mail yet"), list);
    assertFalse(list.contains("null"), list);
  }

  @Test
  void capabilities_are_shown_and_set_from_a_file_or_a_pipe() throws Exception {
    Path file = Files.writeString(folder.resolve("can.json"), CAN);
    daemon.say(200, CAN).say(200, CAN).say(200, CAN);
    Ran shown = typist.type("capabilities", Answers.BOB);
    Ran set = typist.type("capabilities", "set", file.toString());
    typist.piping("[{\"id\":\"build\",\"title\":\"Builds\"}]".getBytes(UTF_8));
    Ran piped = typist.type("capabilities", "set", "-");

    assertTrue(shown.out().contains("review  Reviews"), shown.out() + shown.err());
    assertEquals("/v1/agents/" + Answers.BOB + "/capabilities", daemon.asked().getTarget());
    assertEquals(0, set.status(), set.err());
    assertEquals(0, piped.status(), piped.err());
    var first = daemon.asked();
    assertEquals("PUT", first.getMethod());
    assertEquals(
        "build",
        Json.answers()
            .readTree(daemon.askedBody())
            .path("capabilities")
            .path(0)
            .path("id")
            .asText());
  }

  @Test
  void capabilities_that_cannot_be_used_are_refused_before_anybody_is_asked() {
    for (String wrong : new String[] {"{}", "x", "[1]", "[{\"id\":\"A\",\"title\":\"x\"}]"}) {
      typist.piping(wrong.getBytes(UTF_8));
      assertEquals(2, typist.type("capabilities", "set", "-").status(), wrong);
    }
    assertEquals(2, typist.type("capabilities", "set", "/none").status());
    assertEquals(0, daemon.askedCount());
  }

  private static String receipt(String status, String more) {
    return ("{\"message_id\":\"%s\",\"status\":\"%s\",\"queued_at\":"
            + "\"2026-01-31T12:00:00.000Z\",\"expires_at\":\"2026-05-01T12:00:00.000Z\"%s}")
        .formatted(Answers.MESSAGE, status, more);
  }
}
