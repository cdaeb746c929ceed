package dev.a2a.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.daemon.RunningDaemon;
import dev.a2a.daemon.RunningDaemon.Answer;
import dev.a2a.daemon.RunningDaemon.Someone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who trusts whom, through the door of people: it acts at once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustRoutesTest {
  @TempDir static Path folder;
  private RunningDaemon daemon;
  private Someone alice;
  private Someone bob;

  @BeforeAll
  void start() throws Exception {
    daemon = RunningDaemon.in(folder);
  }

  @AfterAll
  void stop() throws IOException {
    daemon.close();
  }

  @BeforeEach
  void register() throws Exception {
    alice = daemon.register("alice");
    bob = daemon.register("bob");
  }

  @Test
  void scopes_capabilities_and_an_alias_travel_both_ways() throws Exception {
    Answer given =
        daemon.post(
            "/v1/authorizations",
            bob.key(),
            """
            {"agent_id":"%s","scopes":["message"],"capabilities":["review"],"alias":"al",
             "expires_at":"2099-01-31T12:00:00Z"}\
            """
                .formatted(alice.id()));
    assertEquals(201, given.status(), given.response().body());
    JsonNode granted = only(daemon.get("/v1/authorizations", bob.key()), "authorizations");
    JsonNode received =
        only(daemon.get("/v1/authorizations?direction=received", alice.key()), "authorizations");

    for (JsonNode one : List.of(given.json(), granted, received)) {
      assertEquals("[\"message\"]", one.path("scopes").toString());
      assertEquals("[\"review\"]", one.path("capabilities").toString());
      assertEquals("2099-01-31T12:00:00.000Z", one.path("expires_at").asText());
    }
    assertEquals("al", granted.path("alias").asText());
    assertFalse(received.has("alias"));
    assertEquals(403, send(alice, bob, "").status());
    assertEquals(403, send(alice, bob, ",\"capability_id\":\"build\"").status());
    assertEquals(202, send(alice, bob, ",\"capability_id\":\"review\"").status());
  }

  @Test
  void every_reason_not_to_let_a_message_in_is_the_same_answer() throws Exception {
    Someone blocked = daemon.register("blocked");
    daemon.authorize(bob, blocked);
    daemon.post("/v1/blocks", bob.key(), agent(blocked));
    Someone revoked = daemon.register("revoked");
    daemon.authorize(bob, revoked);
    daemon.ask("DELETE", "/v1/authorizations/" + revoked.id(), bob.key(), null);
    Someone scoped = daemon.register("scoped");
    daemon.post(
        "/v1/authorizations",
        bob.key(),
        "{\"agent_id\":\"%s\",\"scopes\":[\"notify\"]}".formatted(scoped.id()));
    Someone narrow = daemon.register("narrow");
    daemon.post(
        "/v1/authorizations",
        bob.key(),
        "{\"agent_id\":\"%s\",\"capabilities\":[\"x\"]}".formatted(narrow.id()));
    Someone nobody = new Someone("a2a_0000000000000000", "");

    Answer stranger = send(alice, bob, "");
    assertEquals(403, stranger.status());
    String said = stranger.response().body();
    assertEquals(said, send(alice, nobody, "").response().body());
    for (Someone one : List.of(blocked, revoked, scoped, narrow)) {
      assertEquals(said, send(one, bob, "").response().body());
    }
  }

  @Test
  void a_block_is_made_listed_and_taken_back() throws Exception {
    daemon.authorize(bob, alice);
    Answer blocked = daemon.post("/v1/blocks", bob.key(), agent(alice));
    assertEquals(201, blocked.status());
    assertTrue(blocked.json().has("blocked_at"));
    assertEquals(403, send(alice, bob, "").status());
    JsonNode listed =
        only(daemon.get("/v1/authorizations?direction=blocked", bob.key()), "authorizations");
    assertEquals(alice.id(), listed.path("agent_id").asText());
    assertTrue(listed.path("blocked").asBoolean());

    assertEquals(200, delete("/v1/blocks/" + alice.id(), bob).status());
    assertEquals("block_not_found", delete("/v1/blocks/" + alice.id(), bob).code());
    assertEquals(202, send(alice, bob, "").status());
  }

  @Test
  void an_alias_is_given_found_and_taken_away() throws Exception {
    alias(bob, alice, "\"al at work\"");
    JsonNode found = only(daemon.get("/v1/aliases?alias=AL%20at%20work", bob.key()), "aliases");
    assertEquals(alice.id(), found.path("agent_id").asText());
    assertEquals(409, alias(bob, daemon.register("carol"), "\"Al at work\"").status());
    assertEquals(200, alias(bob, alice, "\"\"").status());

    assertEquals(0, daemon.get("/v1/aliases", bob.key()).json().path("aliases").size());
  }

  @Test
  void an_invite_is_made_accepted_and_listed() throws Exception {
    Answer made = daemon.post("/v1/invites", bob.key(), "{\"scopes\":[\"message\"]}");
    assertEquals(201, made.status());
    String code = made.json().path("code").asText();
    String accept = "{\"code\":\"" + code + "\"}";
    assertEquals("own_invite", daemon.post("/v1/invites/accept", bob.key(), accept).code());
    Answer accepted = daemon.post("/v1/invites/accept", alice.key(), accept);

    assertEquals(200, accepted.status());
    assertEquals(bob.id(), accepted.json().path("agent_id").asText());
    assertEquals("invalid_invite", daemon.post("/v1/invites/accept", alice.key(), accept).code());
    assertEquals(202, send(alice, bob, "").status());
    assertEquals(202, send(bob, alice, "").status());
    Answer list = daemon.get("/v1/invites", bob.key());
    assertEquals(alice.id(), only(list, "invites").path("accepted_by").asText());
    assertFalse(list.response().body().contains("a2a_inv_"));
  }

  @Test
  void a_withdrawn_invite_is_worth_nothing() throws Exception {
    JsonNode made = daemon.post("/v1/invites", bob.key(), "{}").json();
    String address = "/v1/invites/" + made.path("invite_id").asText();

    assertEquals("invite_not_found", delete(address, alice).code());
    assertEquals(200, delete(address, bob).status());
    assertEquals("invite_not_found", delete(address, bob).code());
    assertEquals(
        "invalid_invite",
        daemon
            .post(
                "/v1/invites/accept",
                alice.key(),
                "{\"code\":\"" + made.path("code").asText() + "\"}")
            .code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "authorizations | {'agent_id':'PEER','scopes':['notfy']} | unknown_scope",
        "authorizations | {'agent_id':'PEER','scopes':[]} | invalid_argument",
        "authorizations | {'agent_id':'PEER','scopes':[null]} | invalid_argument",
        "authorizations | {'agent_id':'PEER','scopes':'message'} | invalid_argument",
        "authorizations | {'agent_id':'PEER','scopes':[{}]} | invalid_argument",
        "authorizations | {'agent_id':'PEER','scope':['message']} | unknown_argument",
        "authorizations | {'agent_id':'PEER','expires_at':'2020-01-01T00:00:00Z'} |"
            + " invalid_argument",
        "authorizations | {'agent_id':'PEER','capabilities':[]} | invalid_argument",
        "authorizations | {'agent_id':'PEER','capabilities':['a b']} | invalid_argument",
        "authorizations | {'agent_id':'PEER','capabilities':MANY} | invalid_argument",
        "authorizations | {'agent_id':'PEER','capabilities':['LONG']} | invalid_argument",
        "authorizations | {'agent_id':'PEER','alias':'a\\nb'} | invalid_argument",
        "authorizations | {'agent_id':'PEER','alias':' '} | invalid_argument",
        "authorizations | {'agent_id':'PEER','alias':'A2A_x'} | invalid_argument",
        "authorizations | {'agent_id':'PEER','alias':'LONG'} | invalid_argument",
        "authorizations | {'agent_id':'PEER','reason':'a\\nb'} | invalid_argument",
        "authorizations | {'agent_id':'ME'} | self_authorization",
        "blocks | {'agent_id':'ME'} | self_authorization",
        "blocks | {'agent_id':'bob'} | invalid_argument",
        "aliases | {'agent_id':'ME','alias':'me'} | self_authorization",
        "aliases | {'agent_id':'PEER','alias':'a\\u0000b'} | invalid_argument",
        "aliases | {'agent_id':'PEER','alias':'a2a_0123456789abcdef'} | invalid_argument",
        "invites | {'scopes':['all']} | unknown_scope",
        "invites | {'capabilities':MANY} | invalid_argument",
        "invites/accept | {} | missing_argument",
        "invites/accept | {'code':'LONGLONG'} | invalid_argument",
        "invites/accept | {'code':'a2a_inv_'} | invalid_invite",
        "approvals/ID | {} | missing_argument",
        "approvals/ID | {'decision':'yes'} | invalid_argument",
        "approvals/ID | {'decision':'approve'} | approval_not_found",
        "approvals/ID | {'decision':'approve','approval_id':'x'} | invalid_argument",
        "approvals/x | {'decision':'approve'} | invalid_argument",
      })
  void bad_input_is_named(String path, String json, String code) throws Exception {
    String id = "01900000-0000-7000-8000-000000000000";
    String body =
        json.replace("MANY", twentyOne())
            .replace("LONGLONG", "x".repeat(101))
            .replace("LONG", "x".repeat(81))
            .replace("PEER", alice.id())
            .replace("ME", bob.id())
            .replace('\'', '"');
    Answer answer = daemon.post("/v1/" + path.replace("ID", id), bob.key(), body);

    assertEquals(code, answer.code(), answer.response().body());
    assertTrue(answer.status() < 500);
    assertFalse(answer.response().body().contains("Exception"), answer.response().body());
  }

  @Test
  void a_mistyped_scope_is_guessed() throws Exception {
    Answer answer = daemon.post("/v1/invites", bob.key(), "{\"scopes\":[\"notfy\"]}");
    assertTrue(answer.json().path("detail").asText().contains("Did you mean \"notify\"?"));
  }

  private Answer delete(String path, Someone who) throws Exception {
    return daemon.ask("DELETE", path, who.key(), null);
  }

  private Answer alias(Someone owner, Someone peer, String alias) throws Exception {
    return daemon.post("/v1/aliases", owner.key(), peer(peer, ",\"alias\":" + alias));
  }

  private Answer send(Someone from, Someone to, String more) throws Exception {
    return daemon.post(
        "/v1/messages",
        from.key(),
        "{\"recipient_id\":\"%s\",\"subject\":\"s\",\"body\":\"b\"%s}".formatted(to.id(), more));
  }

  private static JsonNode only(Answer list, String name) throws IOException {
    assertEquals(1, list.json().path(name).size(), list.response().body());
    return list.json().path(name).path(0);
  }

  private static String agent(Someone peer) {
    return peer(peer, "");
  }

  private static String peer(Someone peer, String more) {
    return "{\"agent_id\":\"" + peer.id() + "\"" + more + "}";
  }

  private static String twentyOne() {
    return IntStream.range(0, 21).mapToObj(i -> "'c" + i + "'").toList().toString();
  }
}
