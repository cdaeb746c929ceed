package dev.a2a.bridge.mcp;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/// Answers calls as a daemon would, over real HTTP. The tool `wait` holds its answer back until
/// [#release].
final class FakeDaemon implements AutoCloseable {
  private final MockWebServer server = new MockWebServer();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile String result = "{\"content\":[]}";
  private volatile int status = 200;
  private final Map<String, MockResponse> refusals = new ConcurrentHashMap<>();
  final AtomicInteger waiting = new AtomicInteger();

  FakeDaemon() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            if (request.getTarget().endsWith("/wait")) {
              waiting.incrementAndGet();
              released.await(20, TimeUnit.SECONDS);
            }
            MockResponse refusal = refusals.get(authorization(request));
            return refusal == null
                ? new MockResponse.Builder().code(status).body(result).build()
                : refusal;
          }
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getPort();
  }

  /// What every call is answered from now on.
  void answer(int status, String body) {
    this.status = status;
    this.result = body;
  }

  /// What every call with that `Authorization` is answered from now on.
  void refuse(String authorization, int status, String body) {
    refusals.put(authorization, new MockResponse.Builder().code(status).body(body).build());
  }

  private static String authorization(RecordedRequest request) {
    return Objects.requireNonNullElse(request.getHeaders().get("Authorization"), "");
  }

  void release() {
    released.countDown();
  }

  int requests() {
    return server.getRequestCount();
  }

  RecordedRequest take() throws InterruptedException {
    RecordedRequest request = server.takeRequest(20, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request came");
    }
    return request;
  }

  static String body(RecordedRequest request) {
    return Objects.requireNonNull(request.getBody()).utf8();
  }

  /// From now on nobody listens.
  void goAway() {
    release();
    server.close();
  }

  @Override
  public void close() {
    goAway();
  }
}
