package dev.a2a.bridge.cli.identity;

import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Profiles;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.util.Optional;

/// Makes an agent of a server the agent of a profile on this machine: the key is kept first, so
/// that a profile in the file always has one.
final class Enrolment {
  private final Identity identity;
  private final Server server;
  private final String profile;

  Enrolment(Identity identity) {
    this.identity = identity;
    this.server = identity.server();
    this.profile = Profiles.checkName(identity.profileName());
  }

  /// Refuses a profile that is taken, before anything is asked of the server.
  void refuseIfTaken() {
    identity.credentials().checkReadable(); // A key that is made must have a place.
    identity
        .profiles()
        .find(profile)
        .ifPresent(there -> {
          throw new Refusal(new Problem.ProfileExists(profile, there.agentId()));
        });
  }

  /// The agent of this server that the profile holds already.
  Optional<String> holder() {
    identity.credentials().checkReadable();
    return identity
        .profiles()
        .find(profile)
        .filter(there -> there.server().equals(server))
        .map(Profile::agentId);
  }

  /// Refuses a profile that is taken by another agent.
  void refuseIfAnothers(String agentId) {
    Optional<Profile> there = identity.profiles().find(profile);
    if (there.isPresent()
        && !(there.get().agentId().equals(agentId) && there.get().server().equals(server))) {
      throw new Refusal(new Problem.ProfileExists(profile, there.get().agentId()));
    }
  }

  /// Keeps key and profile.
  Enrolled keep(String agentId, String name, ApiKey key) {
    try {
      identity.credentials().put(server, agentId, key);
      identity.profiles().add(new Profile(profile, server, agentId, name));
    } catch (IOException e) {
      throw new Refusal(
          new Problem.UnusableFile(
              identity.credentials().place(),
              "the key of "
                  + agentId
                  + " could not be kept there ("
                  + e.getClass().getSimpleName()
                  + ")"));
    }
    return new Enrolled(agentId, name, profile, server.origin(), identity.credentials().place());
  }

  /// What a person may know of it: everything but the key.
  record Enrolled(String agentId, String name, String profile, String server, String keyStoredIn) {

    void show(Screen screen, String did) {
      screen.line(Style.GOOD, did + " agent " + name + ".");
      screen.line("  agent id  " + agentId);
      screen.line("  server    " + server);
      screen.line("  profile   " + profile);
      screen.line("  key       in " + keyStoredIn + ", for you alone");
      screen.blank();
      screen.line("Give your agent id to whoever should write to you, and let them in with");
      screen.line("  a2a authorize THEIR_AGENT_ID" + forProfile());
      screen.line("Then look for mail with");
      screen.line("  a2a inbox" + forProfile());
    }

    private String forProfile() {
      return profile.equals(Profiles.DEFAULT) ? "" : " --profile " + profile;
    }
  }
}
