package dev.a2a.bridge.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.link.Visit.Seen;
import dev.a2a.bridge.profile.Server;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real servers with and without TLS; certificates are made by the JDK's own `keytool`.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VisitTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String HELLO =
      "{\"result\":{\"serverInfo\":{\"name\":\"a2a\",\"version\":\"1.2.3\"}}}";

  @TempDir Path folder;
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void answers() {
    Headers yesterday =
        new Headers.Builder().add("Date", Instant.now().minus(Duration.ofDays(1))).build();
    server.enqueue(new MockResponse.Builder().headers(yesterday).build());
    server.enqueue(
        new MockResponse.Builder().body("event: message\ndata: " + HELLO + "\n").build());
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void version_and_clock_are_seen_and_no_key_is_shown() throws Exception {
    server.start();
    Seen.Answer seen = answer(new Visit(new Server("http://127.0.0.1:" + server.getPort())).look());

    assertEquals("1.2.3", seen.version().orElseThrow());
    assertEquals(-1, seen.clock().orElseThrow().minusMinutes(1).toDays());
    assertTrue(seen.certificate().isEmpty());
    assertNull(server.takeRequest().getHeaders().get("Authorization"));
    assertNull(server.takeRequest().getHeaders().get("Authorization"));
  }

  @Test
  void nobody_is_told_from_somebody() throws IOException {
    server.start();
    int port = server.getPort();
    server.close();
    assertInstanceOf(Seen.Away.class, new Visit(new Server("http://127.0.0.1:" + port)).look());
  }

  @Test
  void a_certificate_that_is_trusted_says_how_long_it_is_good() throws Exception {
    OkHttpClient trusting = secure("ip:127.0.0.1", "+0d", 30);
    Seen.Answer seen = answer(new Visit(https(), trusting).look());
    assertEquals(30, seen.certificate().orElseThrow().plusHours(1).toDays());
  }

  @Test
  void a_certificate_for_another_name_is_told() throws Exception {
    OkHttpClient trusting = secure("dns:other.example.com", "+0d", 30);
    assertUntrusted("is for other.example.com, not for 127.0.0.1.", new Visit(https(), trusting));
  }

  @Test
  void a_certificate_that_nobody_signed_is_told() throws Exception {
    secure("ip:127.0.0.1", "+0d", 30);
    assertUntrusted("signed by nobody whom this machine trusts", new Visit(https()));
  }

  @Test
  void a_certificate_that_ended_is_told() throws Exception {
    secure("ip:127.0.0.1", "-10d", 3);
    assertUntrusted("Its certificate ended on 20", new Visit(https()));
  }

  private static Seen.Answer answer(Seen seen) {
    return assertInstanceOf(Seen.Answer.class, seen);
  }

  private static void assertUntrusted(String why, Visit visit) {
    String said = assertInstanceOf(Seen.Untrusted.class, visit.look()).why();
    assertTrue(said.contains(why), said);
  }

  private Server https() {
    return new Server("https://127.0.0.1:" + server.getPort());
  }

  /// Starts the server with a certificate of its own; returns a client that trusts it.
  private OkHttpClient secure(String name, String begins, int days) throws Exception {
    Path file = folder.resolve("key.p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "a",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=a",
                    "-ext",
                    "san=" + name,
                    "-startdate",
                    begins,
                    "-validity",
                    String.valueOf(days),
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    new String(PASSWORD)))
            .inheritIO()
            .start();
    assertEquals(0, keytool.waitFor());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("a", keys.getCertificate("a"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    server.useHttps(context.getSocketFactory());
    server.start();
    return new OkHttpClient.Builder()
        .sslSocketFactory(
            context.getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0])
        .build();
  }
}
