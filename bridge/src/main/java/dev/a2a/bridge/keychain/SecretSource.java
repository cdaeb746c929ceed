package dev.a2a.bridge.keychain;

import dev.a2a.bridge.profile.Binding;

/// Somewhere a secret can be read. Safe for use by many threads; a call blocks, at most as long as
/// the source allows itself.
public interface SecretSource {
  /// The secret of that binding, as text.
  Lookup find(Binding binding);

  /// What it is, for a person: completes "the key is in …".
  String place();
}
