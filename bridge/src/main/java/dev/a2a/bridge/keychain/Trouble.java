package dev.a2a.bridge.keychain;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;

/// Why a store cannot be used now. `store` names it at the start of a sentence; `why` is a part of
/// one and holds no secret.
public record Trouble(Kind kind, String store, String why) {

  public enum Kind {
    /// It wants a password or a person first.
    LOCKED,
    /// There is none, or nobody can talk to it.
    UNAVAILABLE,
    /// It refuses this program or this person.
    DENIED,
    /// It did not answer in time.
    TIMEOUT
  }

  /// The same for whoever asked us.
  public Refusal refusal() {
    return new Refusal(problem());
  }

  public Problem problem() {
    return switch (kind) {
      case LOCKED -> new Problem.KeyStoreLocked(store, why);
      case UNAVAILABLE -> new Problem.KeyStoreUnavailable(store, why);
      case DENIED -> new Problem.KeyStoreDenied(store, why);
      case TIMEOUT -> new Problem.KeyStoreTimeout(store, why);
    };
  }
}
