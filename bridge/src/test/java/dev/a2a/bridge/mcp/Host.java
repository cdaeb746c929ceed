package dev.a2a.bridge.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The host's side of the pipe. Everything that the bridge writes must be JSON-RPC, one message a
/// line; anything else fails the test that reads it.
final class Host implements AutoCloseable {
  static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":\"init\",\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
          + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}";
  static final String INITIALIZED =
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String END = "";

  private final OutputStream toBridge;
  private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();
  private final List<String> all = new CopyOnWriteArrayList<>();

  Host(OutputStream toBridge, InputStream fromBridge) {
    this.toBridge = toBridge;
    Thread.ofPlatform().daemon().start(() -> read(fromBridge));
  }

  private void read(InputStream fromBridge) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(fromBridge, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        all.add(line);
        unread.add(line);
      }
    } catch (IOException _) {
      // The bridge's end is gone, which is the end.
    }
    unread.add(END);
  }

  void send(String line) {
    sendRaw((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  void sendRaw(byte[] bytes) {
    try {
      toBridge.write(bytes);
      toBridge.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Says hello, and reads the answer.
  JsonNode greet() throws Exception {
    send(INITIALIZE);
    JsonNode welcome = next();
    assertEquals("init", welcome.path("id").asText());
    send(INITIALIZED);
    return welcome;
  }

  void call(int id, String tool, String arguments) {
    send(
        "{\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s},\"jsonrpc\":\"2.0\",\"id\":%d}"
            .formatted(tool, arguments, id));
  }

  /// Calls a tool and reads its result.
  JsonNode result(int id, String tool, String arguments) throws Exception {
    call(id, tool, arguments);
    JsonNode answer = next();
    assertEquals(id, answer.path("id").asInt(), answer::toString);
    return answer.path("result");
  }

  void cancel(int id) {
    send(
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":%d}}"
            .formatted(id));
  }

  void ping(int id) {
    send("{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"ping\"}".formatted(id));
  }

  /// The next answer.
  JsonNode next() throws Exception {
    String line = nextLine();
    JsonNode message = JSON.readTree(line);
    assertEquals("2.0", message.path("jsonrpc").asText(), line);
    return message;
  }

  /// The next answer as it was written.
  String nextLine() throws InterruptedException {
    String line = unread.poll(20, TimeUnit.SECONDS);
    assertNotNull(line, "no answer");
    assertEquals(false, line.equals(END), "the bridge ended");
    return line;
  }

  /// Waits for the end, and fails if there was another answer.
  void expectEnd() throws InterruptedException {
    assertEquals(END, unread.poll(20, TimeUnit.SECONDS));
  }

  /// Everything that the bridge wrote so far.
  String everything() {
    return String.join("\n", all);
  }

  /// Ends the input.
  @Override
  public void close() {
    try {
      toBridge.close();
    } catch (IOException _) {
      // Closed from the other side.
    }
  }
}
