package dev.a2a.bridge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.cli.Typist.Ran;
import java.io.IOException;
import java.nio.file.Path;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TrustCommandsTest {
  private static final String TIME = "2026-01-31T12:00:00.000Z";
  private static final String ALIASES =
      "{\"aliases\":[{\"agent_id\":\"%s\",\"alias\":\"bob at work\"}],\"has_more\":false}"
          .formatted(Answers.BOB);
  private static final String AUTHORIZED =
      """
      {"agent_id":"%s","created_at":"%s","scopes":["message"],"capabilities":["review"],
       "alias":"bob at work"}\
      """
          .formatted(Answers.BOB, TIME);

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
  void authorize_says_scopes_capabilities_and_an_alias() throws Exception {
    daemon.say(201, AUTHORIZED);
    Ran ran =
        typist.type(
            "authorize",
            Answers.BOB,
            "--scopes",
            "message",
            "--capability",
            "review",
            "--alias",
            "bob at work");

    assertEquals(0, ran.status(), ran.err());
    assertEquals(
        "{\"agent_id\":\"%s\",\"scopes\":[\"message\"],\"capabilities\":[\"review\"],\"alias\":\"bob at work\"}"
            .formatted(Answers.BOB),
        daemon.askedBody());
    assertTrue(ran.out().contains("alias    bob at work"), ran.out());
    assertTrue(ran.out().contains("scopes   message\n"), ran.out());
    assertTrue(ran.out().contains("only for review"), ran.out());
  }

  @Test
  void authorizing_the_blocked_says_what_counts_more() {
    daemon.say(201, AUTHORIZED.replace("}", ",\"blocked\":true}"));

    assertTrue(typist.type("authorize", Answers.BOB).out().contains("a2a unblock " + Answers.BOB));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "authorize | POST /v1/authorizations",
        "revoke | DELETE /v1/authorizations/BOB",
        "block | POST /v1/blocks",
        "unblock | DELETE /v1/blocks/BOB",
        "conversation | GET /v1/conversations/BOB",
      })
  void an_alias_stands_for_an_id(String command, String asked) throws Exception {
    daemon.say(200, ALIASES).refuse(404, "some_code", "Enough seen.");
    typist.type(command, "Bob at Work");

    assertEquals("/v1/aliases?alias=Bob+at+Work", daemon.asked().getTarget());
    RecordedRequest request = daemon.asked();
    assertEquals(
        asked.replace("BOB", Answers.BOB), request.getMethod() + " " + request.getTarget());
    if (request.getMethod().equals("POST")) {
      assertTrue(body(request).contains(Answers.BOB));
    }
  }

  @Test
  void a_message_goes_to_an_alias_and_names_a_capability() throws Exception {
    daemon
        .say(200, ALIASES)
        .say(202, "{\"message_id\":\"m\",\"thread_id\":\"t\",\"status\":\"queued\"}");
    Ran ran = typist.type("send", "bob at work", "-s", "hi", "x", "--capability", "review");

    assertEquals(0, ran.status(), ran.err());
    daemon.asked();
    String body = daemon.askedBody();
    assertTrue(body.contains("\"recipient_id\":\"" + Answers.BOB + "\""), body);
    assertTrue(body.contains("\"capability_id\":\"review\""), body);
  }

  @Test
  void what_is_neither_an_id_nor_an_alias_is_said() {
    daemon.say(200, "{\"aliases\":[],\"has_more\":false}");
    Ran ran = typist.type("block", "bobby");

    assertEquals(5, ran.status());
    assertTrue(ran.err().contains("no agent that you call \"bobby\""), ran.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "authorize a2a_0123 | must be an agent id",
        "block A2A_0123456789ABCDEF | must not begin like an agent id",
        "authorize a2a_0123456789abcdef --scopes notfy | Did you mean \"notify\"?",
        "authorize a2a_0123456789abcdef --alias a2a_x | must not begin like an agent id",
        "authorize a2a_0123456789abcdef --capability= | printable ASCII",
        "alias a2a_0123456789abcdef | Say the name",
        "approve x | must be the id of an approval",
        "approve --deny | Say what to deny",
        "invites --withdraw x | must be the id of an invite",
        "authorizations --received --blocked | mutually exclusive",
      })
  void bad_input_is_refused_here_in_one_line(String line, String said) {
    Ran ran = typist.type(line.split(" ", -1));

    assertEquals(2, ran.status(), ran.err());
    assertTrue(ran.err().contains(said), ran.err());
    assertEquals(1, ran.err().lines().count());
    assertEquals(0, daemon.askedCount());
  }

  @Test
  void block_and_unblock_say_what_holds_now() {
    daemon
        .say(201, "{\"agent_id\":\"%s\",\"blocked_at\":\"%s\"}".formatted(Answers.BOB, TIME))
        .say(200, "{\"agent_id\":\"%s\",\"unblocked_at\":\"%s\"}".formatted(Answers.BOB, TIME));

    assertTrue(typist.type("block", Answers.BOB).out().contains("is blocked"));
    assertTrue(typist.type("unblock", Answers.BOB).out().contains("no longer blocked"));
  }

  @Test
  void aliases_are_given_taken_away_and_listed() throws Exception {
    daemon
        .say(200, "{\"agent_id\":\"%s\",\"alias\":\"bob\"}".formatted(Answers.BOB))
        .say(200, "{\"agent_id\":\"%s\"}".formatted(Answers.BOB))
        .say(200, ALIASES)
        .say(200, "{\"aliases\":[],\"has_more\":false}");
    Ran given = typist.type("alias", Answers.BOB, "bob");
    Ran taken = typist.type("alias", Answers.BOB, "");
    Ran list = typist.type("alias");

    assertTrue(given.out().contains("is \"bob\" for you"), given.out());
    assertTrue(taken.out().contains("has no alias now"), taken.out());
    assertTrue(list.out().contains(Answers.BOB + "  bob at work"), list.out());
    assertEquals("You have given no names yet.\n", typist.type("alias").out());
    assertTrue(daemon.askedBody().contains("\"alias\":\"bob\""));
    assertFalse(daemon.askedBody().contains("alias"), "none is an alias that is absent");
  }

  @Test
  void authorizations_show_all_that_was_granted() throws Exception {
    daemon
        .say(
            200,
            """
            {"direction":"granted","has_more":false,"authorizations":[
             {"agent_id":"%s","name":"bob","alias":"bob at work","created_at":"%s",
              "expires_at":"%s","scopes":["message"],"capabilities":["review","build"]}]}\
            """
                .formatted(Answers.BOB, TIME, TIME))
        .say(
            200,
            """
            {"direction":"blocked","has_more":true,"cursor":"c","authorizations":[
             {"agent_id":"%s","created_at":"%s","scopes":[],"blocked":true}]}\
            """
                .formatted(Answers.BOB, TIME));

    assertEquals(
        """
        a2a_0000000000000b0b  bob at work  (calls itself "bob")
          since 2026-01-31 12:00Z, until 2026-01-31 12:00Z, message
          only for review, build
        """,
        typist.type("authorizations").out());
    Ran blocked = typist.type("authorizations", "--blocked");
    assertTrue(blocked.out().contains("blocked 2026-01-31 12:00Z, -"), blocked.out());
    assertTrue(blocked.err().contains("a2a authorizations --blocked --cursor c"), blocked.err());
    daemon.asked();
    assertEquals("/v1/authorizations?direction=blocked", daemon.asked().getTarget());
  }

  @Test
  void an_invite_is_made_and_its_code_shown() throws Exception {
    daemon.say(
        201,
        """
        {"invite_id":"%s","code":"a2a_inv_1","expires_at":"%s","scopes":["message"]}\
        """
            .formatted(Answers.MESSAGE, TIME));
    Ran ran = typist.type("invite", "--scopes", "message");

    assertEquals("{\"scopes\":[\"message\"]}", daemon.askedBody());
    assertTrue(ran.out().startsWith("a2a_inv_1\n"), ran.out());
    assertTrue(ran.out().contains("a2a invites --withdraw " + Answers.MESSAGE), ran.out());
  }

  @Test
  void an_invite_is_accepted_with_a_name_for_its_maker() throws Exception {
    daemon.say(
        200,
        "{\"agent_id\":\"%s\",\"name\":\"bob\",\"received\":%s,\"granted\":%s}"
            .formatted(Answers.BOB, AUTHORIZED, AUTHORIZED.replace("}", ",\"blocked\":true}")));
    Ran ran = typist.type("accept", "a2a_inv_1", "--alias", "bob", "--scopes", "message,notify");

    assertEquals(0, ran.status(), ran.err());
    assertEquals(
        "{\"code\":\"a2a_inv_1\",\"scopes\":[\"message\",\"notify\"],\"alias\":\"bob\"}",
        daemon.askedBody());
    assertTrue(ran.out().contains(Answers.BOB + " (bob) may write to each other"), ran.out());
    assertTrue(ran.out().contains("a2a unblock"), ran.out());
  }

  @Test
  void invites_are_listed_and_withdrawn() throws Exception {
    String item =
        "{\"invite_id\":\"%s\",\"created_at\":\"%s\",\"expires_at\":\"%s\",\"scopes\":[\"message\"],"
            .formatted(Answers.MESSAGE, TIME, TIME);
    daemon
        .say(
            200,
            "{\"has_more\":false,\"invites\":["
                + item
                + "\"status\":\"open\"},"
                + item
                + "\"status\":\"expired\",\"capabilities\":[\"review\"]},"
                + item
                + "\"status\":\"accepted\",\"accepted_by\":\"%s\",\"accepted_at\":\"%s\"}]}"
                    .formatted(Answers.BOB, TIME))
        .say(200, "{\"has_more\":false,\"invites\":[]}")
        .say(
            200, "{\"invite_id\":\"%s\",\"withdrawn_at\":\"%s\"}".formatted(Answers.MESSAGE, TIME));
    Ran list = typist.type("invites");

    assertTrue(list.out().contains("open until 2026-01-31 12:00Z, message"), list.out());
    assertTrue(list.out().contains("expired 2026-01-31"), list.out());
    assertTrue(list.out().contains("only for review"), list.out());
    assertTrue(list.out().contains("accepted by " + Answers.BOB), list.out());
    assertEquals("You have made no invites lately.\n", typist.type("invites").out());
    assertEquals(0, typist.type("invites", "--withdraw", Answers.MESSAGE).status());
    daemon.asked();
    daemon.asked();
    RecordedRequest withdrawn = daemon.asked();
    assertEquals(
        "DELETE /v1/invites/" + Answers.MESSAGE,
        withdrawn.getMethod() + " " + withdrawn.getTarget());
  }

  @Test
  void what_waits_is_listed_with_by_whom_and_why() {
    daemon
        .say(
            200,
            """
            {"has_more":false,"approvals":[{"approval_id":"%s","agent_id":"%s",
             "tool":"a2a_authorize_agent","arguments":{"agent_id":"%s"},"question":"Let bob in?",
             "reason":"he asked","created_at":"%s","expires_at":"%s"}]}\
            """
                .formatted(Answers.MESSAGE, Answers.ALICE, Answers.BOB, TIME, TIME))
        .say(200, "{\"has_more\":false,\"approvals\":[]}");
    Ran ran = typist.type("approve");

    assertTrue(ran.out().contains(Answers.MESSAGE), ran.out());
    assertTrue(ran.out().contains("Let bob in?"), ran.out());
    assertTrue(
        ran.out().contains("asked by " + Answers.ALICE + " with a2a_authorize_agent"), ran.out());
    assertTrue(ran.out().contains("its reason, in its own words: he asked"), ran.out());
    assertEquals("Nothing waits for you.\n", typist.type("approve").out());
  }

  @Test
  void a_word_decides_and_what_came_of_it_is_shown() throws Exception {
    String decided =
        "{\"approval_id\":\"%s\",\"decision\":\"%s\",\"tool\":\"t\",\"question\":\"Make an"
            + " invite?\"%s}";
    daemon
        .say(
            200,
            decided.formatted(
                Answers.MESSAGE,
                "approve",
                ",\"result\":{\"code\":\"a2a_inv_1\",\"scopes\":[\"message\"]}"))
        .say(200, decided.formatted(Answers.MESSAGE, "deny", ""));
    Ran approved = typist.type("approve", Answers.MESSAGE);
    Ran denied = typist.type("approve", Answers.MESSAGE, "--deny");

    assertEquals(
        """
        Approved, and done:
          Make an invite?
          code  a2a_inv_1
          scopes  ["message"]
        """,
        approved.out());
    assertTrue(denied.out().startsWith("Denied:\n"), denied.out());
    RecordedRequest first = daemon.asked();
    assertEquals("/v1/approvals/" + Answers.MESSAGE, first.getTarget());
    assertTrue(body(first).contains("\"decision\":\"approve\""));
    assertTrue(daemon.askedBody().contains("\"decision\":\"deny\""));
  }

  @ParameterizedTest
  @CsvSource({"true, false, 2", "false, false, 1", "false, true, 1"})
  void at_a_terminal_what_is_allowed_is_shown_before_it_is_done(
      boolean confirms, boolean yes, int requests) {
    typist.atTerminal = true;
    typist.yes = confirms;
    String waits =
        """
        {"has_more":false,"approvals":[{"approval_id":"%s","agent_id":"%s","tool":"t",
         "arguments":{},"question":"Let zoe in?","created_at":"%s","expires_at":"%s"}]}\
        """
            .formatted(Answers.MESSAGE, Answers.ALICE, TIME, TIME);
    String done =
        "{\"approval_id\":\"%s\",\"decision\":\"approve\",\"tool\":\"t\",\"question\":\"q\"}"
            .formatted(Answers.MESSAGE);
    daemon.say(200, yes ? done : waits).say(200, done);
    Ran ran =
        yes
            ? typist.type("approve", Answers.MESSAGE, "--yes")
            : typist.type("approve", Answers.MESSAGE);

    assertEquals(0, ran.status(), ran.err());
    assertEquals(requests, daemon.askedCount());
    assertEquals(!yes, ran.out().contains("Let zoe in?"), ran.out());
    assertEquals(confirms || yes, ran.out().contains("Approved"), ran.out());
    assertEquals(!confirms && !yes, ran.out().contains("Nothing is decided"), ran.out());
  }

  private static String body(RecordedRequest request) {
    var body = request.getBody();
    return body == null ? "" : body.utf8();
  }
}
