package dev.a2a.bridge.mcp.stdio;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// What we ask the host. Each question has a string for an id, so that it is told from those of the
/// host at a glance. Safe for use by many threads.
final class Questions {
  private final Output output;
  private final AtomicInteger asked = new AtomicInteger();
  private final Map<Object, CompletableFuture<Optional<RawJson>>> open = new ConcurrentHashMap<>();

  Questions(Output output) {
    this.output = output;
  }

  /// Sends a request and waits for its result. Empty when the host answers with an error, or not
  /// within the limit; then, and when the thread is interrupted, it is told that nobody waits any
  /// more.
  Optional<RawJson> ask(String method, RawJson params, Duration limit) throws InterruptedException {
    String id = "a2a-" + asked.incrementAndGet();
    CompletableFuture<Optional<RawJson>> answer = new CompletableFuture<>();
    open.put(id, answer);
    boolean answered = false;
    try {
      send("\"id\":\"" + id + "\",\"method\":\"" + method + "\",\"params\":" + params.text());
      Optional<RawJson> result = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      answered = true;
      return result;
    } catch (TimeoutException _) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // Nobody completes it with a failure.
    } finally {
      open.remove(id);
      if (!answered) {
        send("\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"" + id + "\"}");
      }
    }
  }

  /// Takes an answer to its question. One that is not waited for is nothing.
  void answered(Message.Response response) {
    CompletableFuture<Optional<RawJson>> waiting =
        response.id() == null ? null : open.get(response.id());
    if (waiting != null) {
      waiting.complete(Optional.ofNullable(response.result()));
    }
  }

  private void send(String members) {
    output.line(("{\"jsonrpc\":\"2.0\"," + members + "}").getBytes(StandardCharsets.UTF_8));
  }
}
