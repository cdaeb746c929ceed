package dev.a2a.bridge.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// The certificate of a server that was not trusted, so that somebody can be told why. It is only
/// noted: no certificate is accepted here, and so no connection comes about.
final class ShownCertificate {
  private static final int PATIENCE_MILLIS = 5000;

  private final String host;
  private final int port;

  ShownCertificate(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /// What it shows; empty if it shows nothing.
  Optional<X509Certificate> look() {
    Note note = new Note();
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
      plain.setSoTimeout(PATIENCE_MILLIS);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {note}, new SecureRandom());
      try (SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
        socket.startHandshake();
      }
    } catch (IOException | GeneralSecurityException _) {
      // Always: nothing is accepted.
    }
    return Optional.ofNullable(note.shown.get());
  }

  private static final class Note implements X509TrustManager {
    private final AtomicReference<@Nullable X509Certificate> shown = new AtomicReference<>();

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String how)
        throws CertificateException {
      shown.set(chain[0]);
      throw new CertificateException("only looked at");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String how)
        throws CertificateException {
      throw new CertificateException("only looked at");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
