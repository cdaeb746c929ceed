package dev.a2a.bridge.link;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Handshake;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// Looks at a server as anybody can who has no key. None is shown to it.
public final class Visit {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long ANSWER_MAX = 1 << 20;
  private static final String HELLO =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{},"clientInfo":{"name":"a2a","version":"1"}}}\
      """;

  private final Server server;
  private final OkHttpClient http;

  public Visit(Server server) {
    this(server, new OkHttpClient());
  }

  Visit(Server server, OkHttpClient http) {
    this.server = server;
    this.http =
        http.newBuilder()
            .callTimeout(PATIENCE)
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
  }

  /// What was seen.
  public sealed interface Seen {
    /// It answered. `status` is what it says about being ready; `version` is there for a daemon of
    /// ours; `clock` is how far its clock is ahead of this machine's; `certificate` is how long its
    /// certificate is still good.
    record Answer(
        int status,
        Optional<String> version,
        Optional<Duration> clock,
        Optional<Duration> certificate)
        implements Seen {}

    /// Nobody answered.
    record Away() implements Seen {}

    /// It cannot be trusted; `why` is a sentence.
    record Untrusted(String why) implements Seen {}
  }

  public Seen look() {
    Request ready = new Request.Builder().url(server.origin() + "/readyz").build();
    try (Response response = http.newCall(ready).execute()) {
      Instant now = Instant.ofEpochMilli(response.receivedResponseAtMillis());
      return new Seen.Answer(
          response.code(),
          version(),
          Optional.ofNullable(response.headers().getInstant("Date"))
              .map(date -> Duration.between(now, date)),
          Optional.ofNullable(response.handshake())
              .map(Handshake::peerCertificates)
              .flatMap(Visit::own)
              .map(own -> Duration.between(now, own.getNotAfter().toInstant())));
    } catch (SSLPeerUnverifiedException _) {
      return new Seen.Untrusted(certificate().map(this::otherNames).orElse("It shows none."));
    } catch (SSLException _) {
      return new Seen.Untrusted(
          certificate().map(Visit::notTrusted).orElse("It does not speak TLS as we do."));
    } catch (IOException _) {
      return new Seen.Away();
    }
  }

  private Optional<String> version() throws IOException {
    Request hello =
        new Request.Builder()
            .url(server.origin() + "/mcp")
            .header("Accept", "application/json, text/event-stream")
            .post(RequestBody.create(HELLO, MediaType.get("application/json")))
            .build();
    try (Response response = http.newCall(hello).execute()) {
      String text = response.peekBody(ANSWER_MAX).string();
      String json =
          text.lines()
              .filter(line -> line.startsWith("data:"))
              .findFirst()
              .map(line -> line.substring("data:".length()))
              .orElse(text);
      return Optional.of(
              Json.answers().readTree(json).path("result").path("serverInfo").path("version"))
          .filter(version -> version.isTextual())
          .map(version -> version.asText());
    } catch (JsonProcessingException _) {
      return Optional.empty(); // Whoever answers is no daemon.
    }
  }

  private Optional<X509Certificate> certificate() {
    URI uri = URI.create(server.origin());
    int port = uri.getPort() < 0 ? 443 : uri.getPort();
    return new ShownCertificate(Objects.requireNonNull(uri.getHost(), "an origin"), port).look();
  }

  private static Optional<X509Certificate> own(List<Certificate> chain) {
    return chain.stream()
        .findFirst()
        .filter(X509Certificate.class::isInstance)
        .map(X509Certificate.class::cast);
  }

  private static String notTrusted(X509Certificate shown) {
    try {
      shown.checkValidity();
      return "Its certificate is signed by nobody whom this machine trusts.";
    } catch (CertificateExpiredException _) {
      return "Its certificate ended on " + day(shown.getNotAfter().toInstant()) + ".";
    } catch (CertificateNotYetValidException _) {
      return "Its certificate begins on " + day(shown.getNotBefore().toInstant()) + ".";
    }
  }

  private String otherNames(X509Certificate shown) {
    return "Its certificate is for "
        + names(shown)
        + ", not for "
        + URI.create(server.origin()).getHost()
        + ".";
  }

  private static String names(X509Certificate shown) {
    try {
      Collection<List<?>> names = shown.getSubjectAlternativeNames();
      return names == null
          ? "no name"
          : names.stream()
              .map(name -> String.valueOf(name.get(1)))
              .collect(Collectors.joining(", "));
    } catch (CertificateParsingException _) {
      return "names that cannot be read";
    }
  }

  private static String day(Instant instant) {
    return instant.toString().substring(0, "2026-01-31".length());
  }
}
