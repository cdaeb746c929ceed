package dev.a2a.bridge.cli.doctor;

import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.shared.api.Problem;
import java.util.List;
import java.util.Optional;

/// Which agent is in use?
record ProfileExamination(Identity identity, boolean named) implements Examination {
  @Override
  public String check() {
    return "profile";
  }

  @Override
  public List<Finding> findings() {
    Optional<Profile> profile = identity.profile();
    if (profile.isPresent()) {
      Profile used = profile.get();
      return List.of(
          Finding.ok(
              check(),
              "\"" + used.name() + "\" is " + used.agentId() + " at " + place(used) + "."));
    }
    List<String> names = identity.profiles().names();
    if (named || !names.isEmpty()) {
      return List.of(
          Finding.wrong(
              check(),
              new Problem.NoProfile(identity.profileName(), names).detail(),
              "a2a profile list"));
    }
    return List.of(
        Finding.note(check(), "No agent is registered on this machine.", "a2a register NAME"));
  }

  private static String place(Profile profile) {
    return profile.server().isOwn() ? "the daemon of this machine" : profile.server().origin();
  }
}
