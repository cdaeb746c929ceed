package dev.a2a.bridge.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Inbox;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WireTest {
  private final MockWebServer server = new MockWebServer();
  private final ApiKey key = ApiKey.random(new SecureRandom());
  private Wire wire;

  @BeforeEach
  void start() throws IOException {
    server.start();
    wire = new Wire(new Server("http://127.0.0.1:" + server.getPort()), key);
  }

  @AfterEach
  void stop() {
    wire.close();
    server.close();
  }

  @Test
  void requests_share_one_connection_and_show_the_key() throws Exception {
    server.enqueue(new MockResponse(202, okhttp3.Headers.of(), "{\"a\":1}"));
    server.enqueue(new MockResponse.Builder().chunkedBody("{\"b\":\"ä\"}", 2).build());

    assertEquals("{\"a\":1}", wire.post("/v1/messages", utf8("{\"body\":\"ü\"}")).text());
    assertEquals("{\"b\":\"ä\"}", wire.get("/v1/inbox?limit=1").text());

    RecordedRequest post = server.takeRequest();
    assertEquals("POST /v1/messages HTTP/1.1", post.getRequestLine());
    assertEquals("Bearer " + key.reveal(), post.getHeaders().get("Authorization"));
    assertEquals("{\"body\":\"ü\"}", Objects.requireNonNull(post.getBody()).utf8());
    RecordedRequest get = server.takeRequest();
    assertEquals("GET /v1/inbox?limit=1 HTTP/1.1", get.getRequestLine());
    assertEquals(post.getConnectionIndex(), get.getConnectionIndex());
  }

  @Test
  void a_refusal_is_an_answer_with_its_code() throws Exception {
    server.enqueue(
        new MockResponse.Builder().code(503).body("{\"code\":\"busy\",\"detail\":\"x\"}").build());
    server.enqueue(new MockResponse.Builder().code(500).body("<html>").build());

    assertEquals("busy", wire.get("/").code());
    assertEquals("http_500", wire.get("/").code());
  }

  @Test
  void half_an_answer_is_none_and_the_next_call_connects_anew() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .body("{\"unread_count\":0}")
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());
    server.enqueue(new MockResponse.Builder().body("{}").build());

    assertThrows(IOException.class, () -> wire.get("/v1/inbox"));
    assertEquals("{}", wire.get("/v1/inbox").text());
  }

  @Test
  void a_record_is_read_or_refused_with_what_the_daemon_said() {
    server.enqueue(new MockResponse.Builder().body("{\"unread_count\":3,\"messages\":[]}").build());
    server.enqueue(
        new MockResponse.Builder().code(403).body("{\"code\":\"no\",\"detail\":\"x\"}").build());
    server.enqueue(new MockResponse.Builder().body("<html>").build());

    assertEquals(3, wire.read(w -> w.get("/v1/inbox"), Inbox.class).unreadCount());
    assertEquals("no", code());
    assertEquals("not_a_daemon", code());
    server.close();
    wire.close();
    assertEquals("no_answer", code());
  }

  private String code() {
    return assertThrows(Refusal.class, () -> wire.read(w -> w.get("/v1/inbox"), Inbox.class))
        .problem()
        .code();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
