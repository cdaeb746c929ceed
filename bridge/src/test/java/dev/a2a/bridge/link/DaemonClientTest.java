package dev.a2a.bridge.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Marked;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Registered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DaemonClientTest {

  private static String refusalOf(String server) {
    DaemonClient client = new DaemonClient(new Server(server), Optional::empty);
    return assertThrows(
            Refusal.class, () -> client.call("GET", "/v1/inbox", Optional.empty(), Marked.class))
        .problem()
        .code();
  }

  @Test
  void nothing_was_done_where_nobody_listens_or_the_name_is_unknown() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertEquals("daemon_unreachable", refusalOf("http://127.0.0.1:" + free));
    assertEquals("daemon_unreachable", refusalOf("https://a2a.invalid"));
  }

  @Test
  void nothing_was_done_where_there_is_no_tls() throws IOException {
    // No MockWebServer: now and then it takes a TLS greeting for a request and waits for its end.
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerPlainly(plain));
      assertEquals("daemon_unreachable", refusalOf("https://127.0.0.1:" + plain.getLocalPort()));
    }
  }

  private static void answerPlainly(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getInputStream().read();
      socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void something_may_have_been_done_once_it_was_asked() throws IOException {
    try (MockWebServer daemon = new MockWebServer()) {
      daemon.start();
      daemon.enqueue(
          new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
      assertEquals("no_answer", refusalOf("http://127.0.0.1:" + daemon.getPort()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "302, `{}`, not_a_daemon",
        "200, `{}`, not_a_daemon",
        "200, `null`, not_a_daemon",
        "200, `[]`, not_a_daemon",
        "404, `<html>`, not_a_daemon",
        "404, `{\"code\":1,\"detail\":\"x\"}`, not_a_daemon",
        "404, `{\"code\":\"new\",\"detail\":\"x\"}`, new",
      })
  void answers_are_told_from_those_of_other_servers(int status, String body, String code)
      throws IOException {
    try (MockWebServer other = new MockWebServer()) {
      other.start();
      other.enqueue(new MockResponse.Builder().code(status).body(body).build());
      DaemonClient client =
          new DaemonClient(new Server("http://127.0.0.1:" + other.getPort()), Optional::empty);
      Refusal refusal =
          assertThrows(
              Refusal.class,
              () -> client.call("POST", "/v1/agents", Optional.empty(), Registered.class));
      assertEquals(code, refusal.problem().code());
    }
  }

  @Test
  void an_answer_may_lack_what_may_be_absent() throws IOException {
    try (MockWebServer daemon = new MockWebServer()) {
      daemon.start();
      daemon.enqueue(
          new MockResponse.Builder().body("{\"agent_id\":\"a\",\"name\":\"n\"}").build());
      DaemonClient client =
          new DaemonClient(new Server("http://127.0.0.1:" + daemon.getPort()), Optional::empty);

      assertEquals("n", client.call("GET", "/", Optional.empty(), Registered.class).name());
    }
  }

  @Test
  void a_key_that_was_replaced_meanwhile_is_read_again_once() throws Exception {
    ApiKey old = ApiKey.random(new SecureRandom());
    ApiKey fresh = ApiKey.random(new SecureRandom());
    try (MockWebServer daemon = new MockWebServer()) {
      daemon.start();
      daemon.enqueue(refused());
      daemon.enqueue(new MockResponse.Builder().body("{\"marked\":1,\"unread_count\":0}").build());
      Iterator<ApiKey> keys = List.of(old, fresh).iterator();
      DaemonClient client = client(daemon, () -> Optional.of(keys.next()));

      assertEquals(1, client.call("GET", "/", Optional.empty(), Marked.class).marked());
      assertEquals("Bearer " + old.reveal(), shown(daemon));
      assertEquals("Bearer " + fresh.reveal(), shown(daemon));
    }
  }

  @Test
  void a_key_that_is_refused_and_still_there_is_not_shown_twice() throws Exception {
    ApiKey only = ApiKey.random(new SecureRandom());
    try (MockWebServer daemon = new MockWebServer()) {
      daemon.start();
      daemon.enqueue(refused());
      DaemonClient client = client(daemon, () -> Optional.of(only));
      Refusal refusal =
          assertThrows(
              Refusal.class, () -> client.call("GET", "/", Optional.empty(), Marked.class));

      assertEquals("invalid_key", refusal.problem().code());
      assertEquals(1, daemon.getRequestCount());
    }
  }

  @Test
  void how_long_to_wait_is_passed_on() throws IOException {
    try (MockWebServer daemon = new MockWebServer()) {
      daemon.start();
      daemon.enqueue(
          new MockResponse.Builder()
              .code(429)
              .body("{\"code\":\"rate_limited\",\"detail\":\"Wait.\",\"retry_after\":7}")
              .build());
      Refusal refusal =
          assertThrows(
              Refusal.class, () -> client(daemon, Optional::empty).callTool("a2a_x", "{}", false));

      assertEquals(Optional.of(7L), refusal.problem().retryAfter());
    }
  }

  private static DaemonClient client(MockWebServer daemon, KeySource key) {
    return new DaemonClient(new Server("http://127.0.0.1:" + daemon.getPort()), key);
  }

  private static MockResponse refused() {
    return new MockResponse.Builder()
        .code(401)
        .body("{\"code\":\"invalid_key\",\"detail\":\"No.\"}")
        .build();
  }

  private static String shown(MockWebServer daemon) throws InterruptedException {
    return String.valueOf(daemon.takeRequest().getHeaders().get("Authorization"));
  }
}
