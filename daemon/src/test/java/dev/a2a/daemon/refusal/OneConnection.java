package dev.a2a.daemon.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.shared.json.Json;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One HTTP/1.1 connection to a daemon, kept alive: a request is one write, and the answer is told
/// as the very text that came. For one thread.
final class OneConnection implements Reasons.Door, AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final String host;

  OneConnection(String url) throws IOException {
    URI uri = URI.create(url);
    this.host = uri.getRawAuthority();
    this.socket = new Socket(uri.getHost(), uri.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  @Override
  public JsonNode ask(String method, String path, @Nullable String key, @Nullable String json) {
    try {
      String answer = exchange(request(method, path, key, json));
      return Json.answers().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A request as bytes.
  byte[] request(String method, String path, @Nullable String key, @Nullable String json) {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + host);
    if (key != null) {
      head.append("\r\nAuthorization: Bearer ").append(key);
    }
    String body = json == null ? "" : json;
    if (json != null) {
      head.append("\r\nContent-Type: application/json\r\nContent-Length: ").append(body.length());
    }
    return (head + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII);
  }

  /// The whole answer, headers and all.
  String exchange(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    StringBuilder head = new StringBuilder();
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      head.append(line).append("\r\n");
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    byte[] body = in.readNBytes(length);
    return head + "\r\n" + new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException();
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}
