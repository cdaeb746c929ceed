package dev.a2a.bridge.cli.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// One HTTP/1.1 connection that is kept alive, for one caller: a request is one write, an answer is
/// read as it comes. Belongs to one thread at a time. Nothing is retried.
///
/// Its own, because the driver's processor time is taken from the daemon's: on two cores a send
/// cost the driver about 350 µs of it through OkHttp, and about 125 µs through this.
final class Wire implements AutoCloseable {
  private static final int CONNECT_MILLIS = 3_000;
  private static final int ANSWER_MILLIS = 70_000;
  private static final int ANSWER_MAX = 8 << 20;

  private final Server server;
  private final URI uri;
  private final String headers;
  private @Nullable Link link;

  Wire(Server server, ApiKey key) {
    this.server = server;
    this.uri = URI.create(server.origin());
    this.headers =
        " HTTP/1.1\r\nHost: "
            + uri.getRawAuthority()
            + "\r\nAuthorization: Bearer "
            + key.reveal()
            + "\r\n";
  }

  private record Link(Socket socket, InputStream in) {}

  /// What came back, whatever it says.
  record Answer(int status, String text) {

    boolean ok() {
      return status >= 200 && status < 300;
    }

    /// The code of a refusal, or the status where it is not one of a daemon.
    String code() {
      try {
        JsonNode code = Json.answers().readTree(text).path("code");
        return code.isTextual() ? code.asText() : "http_" + status;
      } catch (JsonProcessingException _) {
        return "http_" + status;
      }
    }
  }

  /// Connects anew: an idle connection may have been dropped by the other side.
  void fresh() throws IOException {
    close();
    link = connect();
  }

  Answer get(String path) throws IOException {
    return ask("GET " + path + headers + "\r\n", new byte[0]);
  }

  Answer post(String path, byte[] json) throws IOException {
    return ask(
        "POST "
            + path
            + headers
            + "Content-Type: application/json\r\nContent-Length: "
            + json.length
            + "\r\n\r\n",
        json);
  }

  /// The answer as a record; no and silence are refused.
  <T> T read(Call call, Class<T> type) {
    try {
      Answer answer = call.run(this);
      if (!answer.ok()) {
        String detail = Json.answers().readTree(answer.text()).path("detail").asText();
        throw new Refusal(new Problem.Said(answer.code(), answer.status(), detail));
      }
      return Json.answers().readValue(answer.text(), type);
    } catch (JsonProcessingException _) {
      throw new Refusal(new Problem.NotADaemon(server.origin()));
    } catch (IOException _) {
      throw new Refusal(new Problem.NoAnswer(server.origin()));
    }
  }

  interface Call {
    Answer run(Wire wire) throws IOException;
  }

  @Override
  public void close() {
    Link old = link;
    link = null;
    if (old != null) {
      try {
        old.socket().close();
      } catch (IOException _) {
        // It is of no use any more either way.
      }
    }
  }

  private Answer ask(String head, byte[] body) throws IOException {
    try {
      Link now = link == null ? connect() : link;
      link = now;
      byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
      byte[] request = new byte[start.length + body.length];
      System.arraycopy(start, 0, request, 0, start.length);
      System.arraycopy(body, 0, request, start.length, body.length);
      now.socket().getOutputStream().write(request);
      return answer(now.in());
    } catch (IOException e) {
      close(); // What is left of this answer must not be taken for the next one.
      throw e;
    }
  }

  private Link connect() throws IOException {
    boolean tls = uri.getScheme().equals("https");
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    Socket fresh = new Socket();
    try {
      fresh.setTcpNoDelay(true);
      fresh.setSoTimeout(ANSWER_MILLIS);
      fresh.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      Socket ready = tls ? overTls(fresh, host, port) : fresh;
      return new Link(ready, new BufferedInputStream(ready.getInputStream()));
    } catch (IOException e) {
      fresh.close();
      throw e;
    }
  }

  private static Socket overTls(Socket plain, String host, int port) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS"); // Sockets check no names by themselves.
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private Answer answer(InputStream from) throws IOException {
    String first = line(from);
    if (!first.startsWith("HTTP/1.1 ") || first.length() < 12) {
      throw new IOException("not HTTP/1.1");
    }
    int length = -1;
    boolean chunked = false;
    boolean last = false;
    for (String line = line(from); !line.isEmpty(); line = line(from)) {
      int colon = line.indexOf(':');
      String value = line.substring(colon + 1).strip();
      switch (line.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT)) {
        case "content-length" -> length = number(value, 10);
        case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
        case "connection" -> last = value.equalsIgnoreCase("close");
        default -> {
          // Of no use to a driver.
        }
      }
    }
    byte[] body = chunked ? chunks(from) : exactly(from, length);
    if (last) {
      close();
    }
    return new Answer(number(first.substring(9, 12), 10), new String(body, StandardCharsets.UTF_8));
  }

  private static byte[] exactly(InputStream from, int length) throws IOException {
    if (length < 0 || length > ANSWER_MAX) {
      throw new IOException("an answer of no length, or too long");
    }
    byte[] body = from.readNBytes(length);
    if (body.length < length) {
      throw new EOFException();
    }
    return body;
  }

  private static byte[] chunks(InputStream from) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int size = number(line(from), 16); size > 0; size = number(line(from), 16)) {
      whole.writeBytes(exactly(from, size));
      line(from);
      if (whole.size() > ANSWER_MAX) {
        throw new IOException("an answer that is too long");
      }
    }
    line(from);
    return whole.toByteArray();
  }

  private static int number(String text, int radix) throws IOException {
    try {
      return Integer.parseInt(text.strip(), radix);
    } catch (NumberFormatException e) {
      throw new IOException("not HTTP/1.1", e);
    }
  }

  private static String line(InputStream from) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int b = from.read(); b != '\n'; b = from.read()) {
      if (b < 0 || line.length() > 8192) {
        throw new EOFException();
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}
