package dev.a2a.bridge.keychain;

import dev.a2a.bridge.profile.Binding;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// Somewhere a secret can be kept. An operation has one deadline, however many steps it takes; only
/// where a person answers a prompt in between does it take longer.
public interface SecretStore extends SecretSource {

  /// Keeps the secret in place of the one that was there, reads it back and compares.
  void put(Binding binding, String secret) throws StoreFailure;

  /// Removes it; false if there was none.
  boolean delete(Binding binding) throws StoreFailure;

  /// Can it keep, find and remove? Leaves nothing behind.
  default void probe() throws StoreFailure {
    Binding probe =
        new Binding("probe", HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()));
    put(probe, "probe");
    delete(probe);
  }
}
