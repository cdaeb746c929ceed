package dev.a2a.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.daemon.RunningDaemon;
import dev.a2a.daemon.RunningDaemon.Answer;
import dev.a2a.daemon.RunningDaemon.Someone;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Receipts, limits of the mail and capabilities over REST.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class MailRoutesTest {
  private static final String UNKNOWN = "0190163d-8694-739b-aea5-966c26f8ad91";

  @TempDir static Path folder;
  private RunningDaemon daemon;

  @BeforeAll
  void start() throws IOException {
    daemon =
        RunningDaemon.in(
            folder,
            Map.of("A2A_INBOX_MAX", "8", "A2A_INBOX_BYTES_MAX", "4000", "A2A_LOOP_MAX", "1"));
  }

  @AfterAll
  void stop() throws IOException {
    daemon.close();
  }

  @Test
  void a_status_tells_how_far_a_message_has_come() throws Exception {
    Pair pair = pair();
    String id = daemon.send(pair.alice, pair.bob, "x");
    JsonNode receipt = status(pair.alice, id, "").json();
    assertEquals("queued", receipt.path("status").asText());
    assertTrue(receipt.path("queued_at").asText().endsWith("Z"));
    assertTrue(receipt.path("still_waiting").isMissingNode());
    JsonNode waited = status(pair.alice, id, "?wait=1&until=delivered").json();
    assertEquals(true, waited.path("still_waiting").asBoolean());
  }

  @Test
  void a_wait_is_answered_as_soon_as_the_message_is_read() throws Exception {
    Pair pair = pair();
    String id = daemon.send(pair.alice, pair.bob, "x");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> waiting = threads.submit(() -> status(pair.alice, id, "?wait=60&until=read"));
      daemon.post("/v1/inbox/read", pair.bob.key(), "{\"message_id\":\"" + id + "\"}");
      JsonNode receipt = waiting.get(30, TimeUnit.SECONDS).json();
      assertEquals("read", receipt.path("status").asText());
      assertEquals(false, receipt.path("still_waiting").asBoolean(true));
    }
  }

  @Test
  void a_status_of_others_is_the_404_of_an_unknown_id() throws Exception {
    Pair pair = pair();
    Someone zoe = daemon.register("zoe");
    String id = daemon.send(pair.alice, pair.bob, "x");
    Answer foreign = status(zoe, id, "?wait=30");
    Answer unknown = status(zoe, UNKNOWN, "?wait=30");
    assertEquals(404, foreign.status());
    assertEquals(unknown.response().body(), foreign.response().body());
    assertEquals(200, status(pair.bob, id, "").status()); // The control.
  }

  @Test
  void a_wait_of_more_than_a_minute_or_for_something_else_is_refused() throws Exception {
    Pair pair = pair();
    String id = daemon.send(pair.alice, pair.bob, "x");
    for (String query :
        List.of("?wait=61", "?wait=-1", "?wait=x", "?until=lost", "?wait_seconds=1")) {
      assertEquals(400, status(pair.alice, id, query).status(), query);
    }
    assertEquals(200, status(pair.alice, id, "?wait=0&until=replied").status());
  }

  @Test
  void an_end_in_the_past_is_a_400_and_one_ahead_is_taken() throws Exception {
    Pair pair = pair();
    Answer past =
        daemon.post("/v1/messages", pair.alice.key(), until(pair, "2020-01-01T00:00:00Z"));
    assertEquals(400, past.status());
    assertEquals("invalid_expiry", past.code());
    assertEquals(
        400,
        daemon
            .post("/v1/messages", pair.alice.key(), until(pair, "2999-01-01T00:00:00Z"))
            .status());
    String soon = Instant.now().plusSeconds(3600).toString();
    assertEquals(202, daemon.post("/v1/messages", pair.alice.key(), until(pair, soon)).status());
  }

  @Test
  void a_full_share_is_a_429_that_ends_when_something_is_read() throws Exception {
    Pair pair = pair();
    String first = daemon.send(pair.alice, pair.bob, "1");
    daemon.send(pair.alice, pair.bob, "2");
    Answer refused = daemon.post("/v1/messages", pair.alice.key(), message(pair.bob));
    assertEquals(429, refused.status());
    assertEquals("inbox_share_full", refused.code());
    daemon.post("/v1/inbox/read", pair.bob.key(), "{\"message_id\":\"" + first + "\"}");
    assertEquals(202, daemon.post("/v1/messages", pair.alice.key(), message(pair.bob)).status());
  }

  @Test
  void a_paused_conversation_is_a_409_until_somebody_resumes_it() throws Exception {
    Pair pair = pair();
    daemon.authorize(pair.alice, pair.bob);
    daemon.send(pair.alice, pair.bob, "x");
    daemon.send(pair.bob, pair.alice, "x"); // The one turn that may be.
    Answer refused = daemon.post("/v1/messages", pair.alice.key(), message(pair.bob));
    assertEquals(409, refused.status());
    assertEquals("conversation_paused", refused.code());
    JsonNode shown = daemon.get("/v1/conversations", pair.bob.key()).json();
    assertTrue(shown.path("conversations").path(0).path("paused_at").asText().endsWith("Z"));
    Answer resumed =
        daemon.ask(
            "POST", "/v1/conversations/" + pair.bob.id() + "/resume", pair.alice.key(), null);
    assertEquals(200, resumed.status());
    assertEquals(true, resumed.json().path("was_paused").asBoolean());
    assertEquals(202, daemon.post("/v1/messages", pair.alice.key(), message(pair.bob)).status());
  }

  @Test
  void capabilities_are_put_and_got_and_unknown_to_strangers() throws Exception {
    Pair pair = pair();
    String all = "{\"capabilities\":[{\"id\":\"review\",\"title\":\"Reviews Java\"}]}";
    assertEquals(200, daemon.ask("PUT", "/v1/capabilities", pair.bob.key(), all).status());
    String path = "/v1/agents/" + pair.bob.id() + "/capabilities";
    JsonNode shown = daemon.get(path, pair.alice.key()).json().path("capabilities").path(0);
    assertEquals("Reviews Java", shown.path("title").asText());
    Someone zoe = daemon.register("zoe");
    Answer stranger = daemon.get(path, zoe.key());
    assertEquals(404, stranger.status());
    assertEquals(
        daemon.get("/v1/agents/a2a_0000000000000000/capabilities", zoe.key()).response().body(),
        stranger.response().body());
    String twice =
        "{\"capabilities\":[{\"id\":\"x\",\"title\":\"X\"},{\"id\":\"x\",\"title\":\"X\"}]}";
    assertEquals(400, daemon.ask("PUT", "/v1/capabilities", pair.bob.key(), twice).status());
    assertEquals(401, daemon.ask("PUT", "/v1/capabilities", null, all).status());
  }

  /// Two new agents; bob lets alice write.
  private record Pair(Someone alice, Someone bob) {}

  private Pair pair() throws IOException, InterruptedException {
    Pair pair = new Pair(daemon.register("alice"), daemon.register("bob"));
    daemon.authorize(pair.bob, pair.alice);
    return pair;
  }

  private Answer status(Someone who, String id, String query)
      throws IOException, InterruptedException {
    return daemon.get("/v1/messages/" + id + "/status" + query, who.key());
  }

  private static String message(Someone to) {
    return "{\"recipient_id\":\"%s\",\"subject\":\"s\",\"body\":\"x\"}".formatted(to.id());
  }

  private static String until(Pair pair, String end) {
    return "{\"recipient_id\":\"%s\",\"subject\":\"s\",\"body\":\"x\",\"expires_at\":\"%s\"}"
        .formatted(pair.bob.id(), end);
  }
}
