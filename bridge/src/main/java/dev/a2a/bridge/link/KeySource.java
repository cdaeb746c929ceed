package dev.a2a.bridge.link;

import dev.a2a.shared.api.ApiKey;
import java.util.Optional;
import java.util.function.Supplier;

/// Gives the key to show. Asked before each call, so that a client may be made before anybody
/// registers.
@FunctionalInterface
public interface KeySource extends Supplier<Optional<ApiKey>> {

  /// The key that is there now, where the daemon has refused this one; empty where it is the same.
  /// The call is repeated with it once: what was refused was not done.
  default Optional<ApiKey> insteadOf(ApiKey refused) {
    return get().filter(now -> !now.reveal().equals(refused.reveal()));
  }
}
