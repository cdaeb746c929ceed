package dev.a2a.bridge.link;

import java.util.List;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/// Clients for daemons of this machine.
final class Cleartext {
  private Cleartext() {}

  /// Without TLS there is no trust store to load, which is most of the cost of a first call.
  static OkHttpClient.Builder only(OkHttpClient.Builder http) {
    return http.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
        .protocols(List.of(Protocol.HTTP_1_1));
  }
}
