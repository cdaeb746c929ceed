package dev.a2a.bridge.cli.profile;

import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Store;

/// What may be known of a profile: all of it, for it holds no secret.
record Shown(
    String name,
    boolean current,
    String agentId,
    String agentName,
    String server,
    Store keyStore,
    String keyStoredIn) {

  static Shown of(Profile profile, Identity identity) {
    return new Shown(
        profile.name(),
        profile.name().equals(identity.profiles().current()),
        profile.agentId(),
        profile.agentName(),
        profile.server().origin(),
        profile.key().store(),
        identity.keys().place(profile));
  }
}
