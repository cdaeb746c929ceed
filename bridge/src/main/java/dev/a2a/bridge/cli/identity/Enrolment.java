package dev.a2a.bridge.cli.identity;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.keychain.KeyKeeper.Kept;
import dev.a2a.bridge.link.DaemonClient;
import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.profile.Binding;
import dev.a2a.bridge.profile.KeyReference;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Profiles;
import dev.a2a.bridge.profile.Store;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.util.Optional;

/// Makes an agent of a server the agent of a profile on this machine: the key is kept first, so
/// that a profile in the file always has one.
final class Enrolment {
  private final Common common;
  private final Identity identity;
  private final DaemonClient server;
  private final String profile;

  Enrolment(Common common, Identity identity, DaemonClient server) {
    this.common = common;
    this.identity = identity;
    this.server = server;
    this.profile = Profiles.checkName(identity.profileName());
  }

  /// Refuses a profile that is taken, before anything is asked of the server.
  void refuseIfTaken() {
    identity
        .profiles()
        .find(profile)
        .ifPresent(there -> {
          throw new Refusal(new Problem.ProfileExists(profile, there.agentId()));
        });
  }

  /// The profile, if it holds an agent of this server already.
  Optional<Profile> holder() {
    return identity.profiles().find(profile).filter(there -> there.server().equals(server.place()));
  }

  /// Refuses a profile that is taken by another agent.
  void refuseIfAnothers(String agentId) {
    Optional<Profile> there = identity.profiles().find(profile);
    if (there.isPresent() && !Binding.of(there.get()).equals(Binding.of(server.place(), agentId))) {
      throw new Refusal(new Problem.ProfileExists(profile, there.get().agentId()));
    }
  }

  /// Keeps a key that nobody else has, and the profile.
  Enrolled keepNew(String agentId, String name, ApiKey key, Store store) {
    try {
      return keep(agentId, name, key, store);
    } catch (Refusal e) {
      throw new Refusal(new Problem.KeyNotKept(agentId, e.problem().detail()));
    }
  }

  /// Keeps key and profile.
  Enrolled keep(String agentId, String name, ApiKey key, Store store) {
    Kept kept = identity.keys().keep(Binding.of(server.place(), agentId), key, store);
    return refer(agentId, name, kept.reference());
  }

  /// Keeps the profile, whose key is there already. A copy of the key in the place where the
  /// profile had it until now is removed.
  Enrolled refer(String agentId, String name, KeyReference reference) {
    Optional<Profile> before = identity.profiles().find(profile);
    Profile now = new Profile(profile, server.place(), agentId, name, reference);
    try {
      identity.profiles().add(now);
    } catch (IOException e) {
      throw new Refusal(
          new Problem.UnusableFile(
              identity.configFile().toString(),
              "the profile of "
                  + agentId
                  + " could not be kept there ("
                  + e.getClass().getSimpleName()
                  + ")"));
    }
    before.filter(old -> !old.key().equals(reference)).ifPresent(this::removeCopy);
    String place = identity.keys().place(now);
    if (reference.store() == Store.FILE) {
      common.remark(
          "NOTICE: the key is in a file that is NOT ENCRYPTED. Whoever can read "
              + place
              + " can act as this agent: keep it out of backups and repositories. A keychain is"
              + " safer: a2a login --store keychain");
    }
    return new Enrolled(agentId, name, profile, server.url(), place, reference.store());
  }

  private void removeCopy(Profile old) {
    String place = identity.keys().place(old);
    try {
      if (identity.keys().forget(old)) {
        common.remark("Removed the copy of the key in " + place + ".");
      }
    } catch (Refusal e) {
      common.remark(
          "A copy of the key is left in " + place + "; remove it there. " + e.problem().detail());
    }
  }

  /// What a person may know of it: everything but the key.
  record Enrolled(
      String agentId,
      String name,
      String profile,
      String server,
      String keyStoredIn,
      Store keyStore) {

    void show(Screen screen, String did) {
      screen.line(Style.GOOD, did + " agent " + name + ".");
      screen.line("  agent id  " + agentId);
      screen.line("  server    " + server);
      screen.line("  profile   " + profile);
      screen.line("  key       in " + keyStoredIn);
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
