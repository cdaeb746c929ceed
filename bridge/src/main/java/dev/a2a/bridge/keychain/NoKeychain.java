package dev.a2a.bridge.keychain;

import dev.a2a.bridge.profile.Binding;

/// Stands where this machine has no keychain, and says why.
record NoKeychain(Trouble trouble) implements SecretStore {
  @Override
  public Lookup find(Binding binding) {
    return new Lookup.Failed(trouble);
  }

  @Override
  public void put(Binding binding, String secret) throws StoreFailure {
    throw new StoreFailure(trouble);
  }

  @Override
  public boolean delete(Binding binding) throws StoreFailure {
    throw new StoreFailure(trouble);
  }

  @Override
  public String place() {
    return "the keychain";
  }
}
