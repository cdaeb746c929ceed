package dev.a2a.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.RunningDaemon;
import dev.a2a.daemon.RunningDaemon.Someone;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes that are not quite HTTP, or end too early.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HalfHttpTest {
  @TempDir static Path folder;
  private RunningDaemon daemon;
  private Someone alice;

  @BeforeAll
  void start() throws Exception {
    daemon = RunningDaemon.in(folder);
    alice = daemon.register("alice");
  }

  @AfterAll
  void stop() throws IOException {
    daemon.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/inbox?limit=%zz HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nAuthorization: Bearer KEY",
        "POST /v1/agents HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 2\r\nContent-Type:"
            + " application/json; charset=bogus",
        "POST /v1/agents HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 99\r\nContent-Type:"
            + " application/json",
        "POST /v1/agents HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nTransfer-Encoding: chunked\r\n"
            + "Content-Type: application/json",
      })
  void half_a_request_is_a_4xx_and_never_a_5xx(String head) throws Exception {
    String bytes =
        head.replace("PORT", "" + daemon.port()).replace("KEY", alice.key())
            + "\r\nConnection: close\r\n\r\n{}";
    String answer = daemon.raw(bytes);
    assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET /v1/me HTTP/1.1\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /v1/../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "POST /v1/agents HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST /v1/agents HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
      })
  void what_is_not_http_gets_a_4xx_without_a_trace(String bytes) throws Exception {
    String answer = daemon.raw(bytes);
    assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
    assertFalse(answer.contains("Exception"), answer);
    assertFalse(answer.contains("jetty"), answer);
    assertFalse(answer.contains("Jetty"), answer);
    assertEquals(200, daemon.get("/healthz", null).status());
  }
}
