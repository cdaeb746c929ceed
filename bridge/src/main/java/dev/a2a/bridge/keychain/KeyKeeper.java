package dev.a2a.bridge.keychain;

import dev.a2a.bridge.profile.Binding;
import dev.a2a.bridge.profile.KeyReference;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Store;
import dev.a2a.shared.api.ApiKey;

/// Keeps keys, and removes them. A key is where it says only after it was read back and compared; a
/// store that cannot take it is an error, and no other one is tried.
public final class KeyKeeper {
  private final Stores stores;

  public KeyKeeper(Stores stores) {
    this.stores = stores;
  }

  /// Where a key is: for the profile, and for a person.
  public record Kept(KeyReference reference, String place) {}

  /// Refuses a store that could not keep a key, before there is one.
  public void check(Store store) {
    try {
      stores.store(store).probe();
    } catch (StoreFailure e) {
      throw e.trouble().refusal();
    }
  }

  /// Keeps the key of that binding, in place of the one that was there. Refuses with
  /// [Trouble#problem].
  public Kept keep(Binding binding, ApiKey key, Store store) {
    SecretStore into = stores.store(store);
    try {
      into.put(binding, key.reveal());
    } catch (StoreFailure e) {
      throw e.trouble().refusal();
    }
    return new Kept(Stores.reference(store), into.place());
  }

  /// Keeps a new key of a profile where its old one is, which it replaces. Refuses where that place
  /// is only read.
  public Kept replace(Profile profile, ApiKey key) {
    return keep(Binding.of(profile), key, profile.key().store());
  }

  /// Is the key of that profile where we can remove it?
  public boolean canForget(Profile profile) {
    return stores.store(profile.key()).isPresent();
  }

  /// Removes the key of a profile; false if there was none, or if its place is only read.
  public boolean forget(Profile profile) {
    try {
      SecretStore store = stores.store(profile.key()).orElse(null);
      return store != null && store.delete(Binding.of(profile));
    } catch (StoreFailure e) {
      throw e.trouble().refusal();
    }
  }

  /// Where the key of a profile is, for a person.
  public String place(Profile profile) {
    return stores.source(profile.key()).place();
  }
}
