package dev.a2a.bridge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.cli.Typist.Ran;
import dev.a2a.bridge.link.Identity;
import dev.a2a.shared.api.ApiKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KeysCommandsTest {
  private static final String TIME = "2026-01-31T12:00:00.000Z";
  private static final String NEW_KEY = "key_00000000000000aa";
  private static final String OLD_KEY = "key_00000000000000bb";
  private static final String LIST =
      """
      {"keys":[{"id":"key_00000000000000aa","prefix":"a2a_sk_","last_four":"wxyz",
       "created_at":"2026-01-31T12:00:00.000Z","current":true},
       {"id":"key_00000000000000bb","prefix":"a2a_sk_","last_four":"1234","current":false,
       "created_at":"2026-01-30T12:00:00.000Z","last_used_at":"2026-01-31T11:59:00.000Z",
       "expires_at":"2026-02-01T12:00:00.000Z"}]}\
      """;

  private final ApiKey fresh = ApiKey.random(new SecureRandom());

  @TempDir Path folder;
  private Typist typist;
  private Answers daemon;

  @BeforeEach
  void start() throws IOException {
    typist = new Typist(folder);
    daemon = new Answers().as(new Typist(folder), "default");
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  @Test
  void keys_are_listed_by_their_ends() {
    daemon.say(200, LIST);
    Ran ran = typist.type("keys", "list");

    assertEquals(0, ran.status(), ran.err());
    assertEquals(
        """
        KEY ID                ENDS IN  LAST USED          WORKS UNTIL
        key_00000000000000aa  wxyz     -                  replaced (this one)
        key_00000000000000bb  1234     2026-01-31 11:59Z  2026-02-01 12:00Z
        """,
        ran.out());
  }

  @Test
  void rotate_keeps_the_new_key_and_prints_none() throws Exception {
    daemon.say(201, rotated());
    Ran ran = typist.type("keys", "rotate");

    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("credentials.json"), ran.out());
    assertTrue(ran.out().contains("works until"), ran.out());
    assertFalse((ran.out() + ran.err()).contains("a2a_sk_"));
    assertEquals("{\"overlap_hours\":24}", daemon.askedBody());
    assertEquals(fresh.reveal(), kept());
  }

  @Test
  void rotate_ends_the_old_key_where_that_is_wanted() throws Exception {
    daemon.say(201, rotated()).say(200, revoked(OLD_KEY));
    Ran ran = typist.type("keys", "rotate", "--overlap-hours", "0", "--json");

    assertEquals(NEW_KEY, ran.json().path("key_id").asText());
    assertFalse(ran.json().has("old_key_expires_at"));
    assertFalse(ran.out().contains("a2a_sk_"));
    daemon.asked();
    RecordedRequest end = daemon.asked();
    assertEquals("DELETE /v1/keys/" + OLD_KEY, end.getMethod() + " " + end.getTarget());
    assertEquals("Bearer " + fresh.reveal(), end.getHeaders().get("Authorization"));
  }

  @Test
  void an_overlap_that_is_none_is_refused_before_the_daemon_is_asked() {
    assertEquals(2, typist.type("keys", "rotate", "--overlap-hours", "169").status());
    assertEquals(2, typist.type("keys", "revoke", "a2a_sk_x").status());
    assertEquals(2, typist.type("keys").status());
    assertEquals(0, daemon.askedCount());
  }

  @Test
  void another_key_is_ended_and_the_one_in_use_is_not() throws Exception {
    daemon.say(200, LIST).say(200, revoked(OLD_KEY)).say(200, LIST);
    Ran ended = typist.type("keys", "revoke", OLD_KEY);
    Ran own = typist.type("keys", "revoke", NEW_KEY);

    assertEquals(0, ended.status(), ended.err());
    assertTrue(ended.out().contains("no longer works"), ended.out());
    assertEquals(2, own.status());
    assertTrue(own.err().contains("a2a keys rotate"), own.err());
    assertEquals(3, daemon.askedCount());
  }

  @Test
  void a_claim_that_rotates_is_redeemed_for_the_agent_of_the_profile() throws Exception {
    daemon.say(
        200,
        "{\"agent_id\":\"%s\",\"api_key\":\"%s\",\"name\":\"alice\"}"
            .formatted(Answers.ALICE, fresh.reveal()));
    Ran ran = typist.type("login", "--claim", "a2a_rotation_1");

    assertEquals(0, ran.status(), ran.err());
    assertTrue(daemon.askedBody().contains("\"agent_id\":\"" + Answers.ALICE + "\""));
    assertEquals(fresh.reveal(), kept());
  }

  @Test
  void a_limit_is_told_with_its_seconds() throws Exception {
    daemon.say(429, "{\"code\":\"rate_limited\",\"detail\":\"Wait.\",\"retry_after\":7}");
    Ran ran = typist.type("keys", "list", "--json");

    assertEquals(7, ran.status());
    assertTrue(ran.err().contains("\"retry_after\":7"), ran.err());
  }

  private String rotated() {
    return "{\"agent_id\":\"%s\",\"api_key\":\"%s\",\"key_id\":\"%s\",\"old_key_id\":\"%s\",\"old_key_expires_at\":\"%s\"}"
        .formatted(Answers.ALICE, fresh.reveal(), NEW_KEY, OLD_KEY, TIME);
  }

  private static String revoked(String keyId) {
    return "{\"key_id\":\"%s\",\"revoked_at\":\"%s\"}".formatted(keyId, TIME);
  }

  private String kept() {
    Identity identity = new Identity(typist.settings());
    return identity.finder().find(identity.profiles().get("default")).reveal();
  }
}
