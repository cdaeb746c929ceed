package dev.a2a.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.daemon.RunningDaemon.Answer;
import dev.a2a.daemon.RunningDaemon.Someone;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Refusal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The limits as callers meet them.
class LimitsAtDoorsTest {
  private static final String SEND = "{\"recipient_id\":\"%s\",\"subject\":\"s\",\"body\":\"b\"}";

  @TempDir Path folder;

  @Test
  void a_sender_is_told_what_is_left_and_when_to_come_back() throws Exception {
    try (RunningDaemon daemon =
        RunningDaemon.in(folder, Map.of("A2A_RATE_PAIR", "6", "A2A_RATE_SENDER", "600"))) {
      Someone alice = daemon.register("alice");
      Someone bob = daemon.register("bob");
      daemon.authorize(bob, alice);
      Answer first = daemon.post("/v1/messages", alice.key(), SEND.formatted(bob.id()));
      assertEquals(202, first.status());
      assertEquals("\"pair\";q=2;w=20, \"sender\";q=200;w=20", first.header("RateLimit-Policy"));
      assertTrue(
          first.header("RateLimit").startsWith("\"pair\";r=1;t=10, \"sender\";r=199;"),
          first.header("RateLimit"));
      daemon.post("/v1/tools/a2a_send_message", alice.key(), SEND.formatted(bob.id()));

      for (String door : List.of("/v1/messages", "/v1/tools/a2a_send_message")) {
        Answer no = daemon.post(door, alice.key(), SEND.formatted(bob.id()));
        assertEquals(429, no.status());
        assertEquals("rate_limited", no.code());
        assertEquals("application/problem+json", no.header("Content-Type"));
        long seconds = no.json().path("retry_after").asLong();
        assertTrue(seconds >= 1 && seconds <= 10, no.response().body());
        assertEquals(Long.toString(seconds), no.header("Retry-After"));
        assertTrue(no.header("RateLimit").startsWith("\"pair\";r=0;t="), no.header("RateLimit"));
      }
      Answer mcp = daemon.post("/mcp", alice.key(), mcp(SEND.formatted(bob.id())));
      JsonNode problem = mcp.json().at("/result/_meta/dev.a2a~1problem");
      assertEquals("rate_limited", problem.path("code").asText());
      assertTrue(problem.path("retry_after").asLong() >= 1, mcp.response().body());
      assertTrue(mcp.header("RateLimit").startsWith("\"pair\";r=0;t="));
      assertEquals(200, daemon.get("/v1/inbox", alice.key()).status(), "only sends are limited");
    }
  }

  @Test
  void many_at_once_get_a_burst_and_no_more_are_stored() throws Exception {
    try (RunningDaemon daemon =
        RunningDaemon.in(folder, Map.of("A2A_RATE_PAIR", "30", "A2A_RATE_SENDER", "0"))) {
      Someone alice = daemon.register("alice");
      Someone bob = daemon.register("bob");
      daemon.authorize(bob, alice);
      List<Callable<Integer>> many =
          IntStream.range(0, 40)
              .<Callable<Integer>>mapToObj(_ ->
                  () -> daemon.post("/v1/messages", alice.key(), SEND.formatted(bob.id())).status())
              .toList();
      int accepted = 0;
      long start = System.nanoTime();
      try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
        for (Future<Integer> one : threads.invokeAll(many)) {
          accepted += one.get() == 202 ? 1 : 0;
        }
      }
      long earned = (System.nanoTime() - start) / 2_000_000_000L + 1;
      assertTrue(accepted >= 10 && accepted <= 10 + earned, accepted + " were accepted");
      assertEquals(
          accepted, daemon.get("/v1/inbox", bob.key()).json().path("unread_count").asInt());
    }
  }

  @Test
  void a_limit_of_0_is_none_and_says_nothing() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.in(folder)) {
      Someone alice = daemon.register("alice");
      for (int i = 0; i < 100; i++) {
        Answer no = daemon.post("/v1/messages", alice.key(), SEND.formatted(alice.id()));
        assertEquals("not_authorized", no.code());
        assertEquals("", no.header("RateLimit") + no.header("RateLimit-Policy"));
      }
    }
  }

  @Test
  void registrations_are_counted_by_the_address_that_a_trusted_proxy_names() throws Exception {
    try (RunningDaemon daemon =
        RunningDaemon.in(
            folder, Map.of("A2A_RATE_REGISTER", "3", "A2A_TRUSTED_PROXIES", "127.0.0.1,::1"))) {
      assertEquals(201, register(daemon, "203.0.113.5"));
      assertEquals(429, register(daemon, "203.0.113.5"));
      assertEquals(429, register(daemon, "198.51.100.7, 203.0.113.5"), "written by a stranger");
      assertEquals(201, register(daemon, "203.0.113.6"));
      assertEquals(201, register(daemon, "2001:db8:1:2::3"));
      assertEquals(429, register(daemon, "2001:db8:1:2:ffff::4"), "of the same /64");
      assertEquals(201, register(daemon, "2001:db8:1:3::3"));
      Answer tool = daemon.post("/v1/tools/a2a_register", null, "{\"name\":\"zoe\"}");
      assertEquals(200, tool.status());
      Answer no = daemon.post("/v1/tools/a2a_register", null, "{\"name\":\"zoe\"}");
      assertEquals("rate_limited", no.code());
      assertEquals(no.header("Retry-After"), no.json().path("retry_after").asText());
    }
  }

  @Test
  void without_trusted_proxies_nobody_gets_around_the_limit_by_a_header() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.in(folder, Map.of("A2A_RATE_REGISTER", "3"))) {
      assertEquals(201, register(daemon, "203.0.113.5"));
      assertEquals(429, register(daemon, "203.0.113.6"));
    }
  }

  @Test
  void wrong_keys_and_claims_are_limited_and_on_this_machine_right_keys_never_are()
      throws Exception {
    try (RunningDaemon daemon = RunningDaemon.in(folder, Map.of("A2A_RATE_FAILURES", "9"))) {
      Someone alice = daemon.register("alice");
      assertEquals(401, daemon.get("/v1/me", key()).status());
      assertEquals(401, daemon.get("/v1/me", "garbage").status());
      String code = "{\"code\":\"a2a_inv_0\"}";
      assertEquals(403, daemon.post("/v1/invites/accept", alice.key(), code).status());
      for (Answer no :
          List.of(
              daemon.get("/v1/me", key()),
              daemon.post("/mcp", key(), "{}"),
              daemon.post("/v1/invites/accept", alice.key(), code),
              daemon.post("/v1/tools/a2a_accept_invite", alice.key(), code),
              daemon.post("/v1/claims", null, "{\"claim\":\"x\"}"))) {
        assertEquals(429, no.status());
        assertEquals("rate_limited", no.code());
        assertTrue(no.json().path("retry_after").asLong() >= 1);
      }
      assertEquals(200, daemon.get("/v1/me", alice.key()).status());
    }
  }

  @Test
  void from_elsewhere_a_flood_of_wrong_keys_locks_out_only_keys_that_were_never_seen_right()
      throws Exception {
    Map<String, String> env = Map.of("A2A_RATE_FAILURES", "9", "A2A_TRUSTED_PROXIES", "127.0.0.1");
    try (RunningDaemon daemon = RunningDaemon.in(folder, env)) {
      Someone alice = daemon.register("alice");
      Someone bob = daemon.register("bob");
      assertEquals(200, me(daemon, "203.0.113.5", alice.key()));
      for (int i = 0; i < 3; i++) {
        assertEquals(401, me(daemon, "203.0.113.5", key()));
      }
      assertEquals(429, me(daemon, "203.0.113.5", key()));
      assertEquals(200, me(daemon, "203.0.113.5", alice.key()), "it was right before");
      assertEquals(429, me(daemon, "203.0.113.5", bob.key()), "nobody knows it yet");
      assertEquals(200, me(daemon, "203.0.113.6", bob.key()), "the control: elsewhere it works");
      assertEquals(200, me(daemon, "203.0.113.5", bob.key()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1000001", "many", "1.5"})
  void a_rate_that_is_none_is_refused_at_the_start(String rate) {
    Refusal no =
        assertThrows(
            Refusal.class, () -> RunningDaemon.in(folder, Map.of("A2A_RATE_SENDER", rate)));
    assertEquals("bad_setting", no.problem().code());
    assertTrue(no.problem().detail().contains("A2A_RATE_SENDER"));
  }

  @Test
  void keys_are_listed_replaced_and_ended_over_rest() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.in(folder)) {
      Someone alice = daemon.register("alice");
      Answer rotated = daemon.post("/v1/keys/rotate", alice.key(), "{}");
      assertEquals(201, rotated.status());
      String fresh = rotated.json().path("api_key").asText();
      Answer listed = daemon.get("/v1/keys", fresh);
      assertEquals(2, listed.json().path("keys").size());
      assertTrue(listed.json().at("/keys/0/current").asBoolean());
      assertFalse(listed.response().body().contains(fresh.substring(7, 50)));
      String old = rotated.json().path("old_key_id").asText();
      assertEquals(200, daemon.ask("DELETE", "/v1/keys/" + old, fresh, null).status());
      Answer ended = daemon.get("/v1/me", alice.key());
      assertEquals(401, ended.status());
      assertEquals(daemon.get("/v1/me", key()).response().body(), ended.response().body());
      String only = rotated.json().path("key_id").asText();
      assertEquals("only_key", daemon.ask("DELETE", "/v1/keys/" + only, fresh, null).code());
      assertEquals(
          "invalid_argument", daemon.ask("DELETE", "/v1/keys/" + fresh, fresh, null).code());
      assertEquals(
          "invalid_argument",
          daemon.post("/v1/keys/rotate", fresh, "{\"overlap_hours\":169}").code());
    }
  }

  @Test
  void a_rotation_by_a_tool_shows_a_claim_unless_the_operator_chose_otherwise(@TempDir Path other)
      throws Exception {
    try (RunningDaemon daemon = RunningDaemon.in(folder);
        RunningDaemon revealing = RunningDaemon.in(other, Map.of("A2A_REGISTER_REVEAL", "key"))) {
      Someone alice = daemon.register("alice");
      Answer claimed = daemon.post("/v1/tools/a2a_rotate_api_key", alice.key(), "{}");
      assertFalse(claimed.response().body().contains("a2a_sk_"));
      String claim = claimed.json().at("/structuredContent/claim").asText();
      Answer redeemed = daemon.post("/v1/claims", null, "{\"claim\":\"" + claim + "\"}");
      assertEquals(200, redeemed.status());
      assertEquals(alice.id(), redeemed.json().path("agent_id").asText());
      Someone bob = revealing.register("bob");
      Answer shown = revealing.post("/v1/tools/a2a_rotate_api_key", bob.key(), "{}");
      assertTrue(shown.json().at("/structuredContent/api_key").asText().startsWith("a2a_sk_"));
    }
  }

  private static String mcp(String message) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
        + "{\"name\":\"a2a_send_message\",\"arguments\":"
        + message
        + "}}";
  }

  private static int register(RunningDaemon daemon, String forwardedFor) throws Exception {
    return forwarded(daemon, "POST", "/v1/agents", forwardedFor, null);
  }

  private static int me(RunningDaemon daemon, String forwardedFor, String key) throws Exception {
    return forwarded(daemon, "GET", "/v1/me", forwardedFor, key);
  }

  private static int forwarded(
      RunningDaemon daemon, String method, String path, String forwardedFor, @Nullable String key)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(daemon.url() + path))
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", forwardedFor)
            .method(
                method,
                method.equals("POST")
                    ? BodyPublishers.ofString("{\"name\":\"zoe\"}")
                    : BodyPublishers.noBody());
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    return daemon.send(request.build()).status();
  }

  private static String key() {
    return ApiKey.random(new SecureRandom()).reveal();
  }
}
