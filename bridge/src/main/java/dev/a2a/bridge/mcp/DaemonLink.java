package dev.a2a.bridge.mcp;

import dev.a2a.bridge.link.DaemonClient;
import dev.a2a.bridge.link.HeldKey;
import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.Refusal;
import org.jspecify.annotations.Nullable;

/// The client for the server in use, made when first needed and again when the profile names
/// another server. Safe for use by many threads.
final class DaemonLink {
  private final Identity identity;
  private @Nullable DaemonClient client;
  private @Nullable HeldKey key;

  DaemonLink(Identity identity) {
    this.identity = identity;
  }

  /// Refuses if the server is not usable.
  synchronized DaemonClient client() {
    Server server = identity.server();
    DaemonClient known = client;
    if (known == null || !known.server().equals(server)) {
      // The key of this server, whatever the profile says by the time of a call.
      HeldKey held = new HeldKey(identity, server);
      key = held;
      known = identity.client(server, held);
      client = known;
    }
    return known;
  }

  /// This process has replaced the key.
  synchronized void forgetKey() {
    if (key != null) {
      key.forget();
    }
  }

  /// Begins to make the client, which takes longer than all else before a first call.
  void prepare() {
    Thread.ofVirtual()
        .name("prepare")
        .start(() -> {
          try {
            client();
          } catch (Refusal _) {
            // The first call will say it.
          }
        });
  }
}
