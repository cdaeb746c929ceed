package dev.a2a.bridge.keychain;

/// What a store says when it is asked for a secret.
public sealed interface Lookup {

  /// It is there. [#toString] does not show it.
  record Found(String secret) implements Lookup {
    @Override
    public String toString() {
      return "Found[…]";
    }
  }

  /// It is not there, for certain.
  record None() implements Lookup {}

  /// Nobody could look.
  record Failed(Trouble trouble) implements Lookup {}
}
