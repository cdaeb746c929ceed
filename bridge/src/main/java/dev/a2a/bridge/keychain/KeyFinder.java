package dev.a2a.bridge.keychain;

import dev.a2a.bridge.profile.Binding;
import dev.a2a.bridge.profile.KeyReference;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.util.Optional;

/// Finds the key of a profile: in the store that the profile names, and in no other one.
public final class KeyFinder {
  private static final Binding NOBODYS = new Binding("", ""); // Not asked for, elsewhere.

  private final Stores stores;

  public KeyFinder(Stores stores) {
    this.stores = stores;
  }

  /// The key. Refuses where it is not there, with [Problem.KeyMissing], and where nobody could
  /// look, with the problem that says why: [Trouble#problem]. May block for some seconds.
  public ApiKey find(Profile profile) {
    SecretSource source = stores.source(profile.key());
    Binding binding = Binding.of(profile);
    if (profile.key() instanceof KeyReference.Elsewhere elsewhere
        && !elsewhere.account().equals(binding.account())) {
      throw notFound(profile, source); // It was meant for another server or agent.
    }
    return key(source.find(binding)).orElseThrow(() -> notFound(profile, source));
  }

  /// The key at a place that a person has just named, whoever it is for.
  public ApiKey find(KeyReference.Elsewhere place) {
    SecretSource source = stores.source(place);
    return key(source.find(NOBODYS))
        .orElseThrow(() ->
            new Refusal(
                new Problem.BadUsage(
                    "There is no key in " + source.place() + ". Put it there first.")));
  }

  private static Optional<ApiKey> key(Lookup lookup) {
    return switch (lookup) {
      case Lookup.Found found -> Optional.of(ApiKey.parse(found.secret()));
      case Lookup.None _ -> Optional.empty();
      case Lookup.Failed failed -> throw failed.trouble().refusal();
    };
  }

  private static Refusal notFound(Profile profile, SecretSource source) {
    return new Refusal(
        new Problem.KeyMissing(profile.name(), profile.server().origin(), source.place()));
  }
}
