package dev.a2a.bridge.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.Marked;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Registered;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
    try (MockWebServer plain = new MockWebServer()) {
      plain.start();
      assertEquals("daemon_unreachable", refusalOf("https://127.0.0.1:" + plain.getPort()));
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
}
