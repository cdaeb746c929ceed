package dev.a2a.bridge.link;

import dev.a2a.bridge.keychain.CredentialFile;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Profiles;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.home.Home;
import dev.a2a.shared.home.Setting;
import dev.a2a.shared.home.Settings;
import java.util.Optional;

/// Who this process is, and where: the profile in use, the server to ask, and the key for it.
///
/// A key goes only to the origin that it was made for. `A2A_API_KEY` goes to `A2A_SERVER` of the
/// same environment, or to a daemon on this machine. Keys are looked up when asked for, never
/// before.
public final class Identity {
  /// Where a daemon of this machine listens unless told otherwise.
  public static final String LOCAL = "http://127.0.0.1:7420";

  private final Settings settings;
  private final Profiles profiles;
  private final CredentialFile credentials;

  public Identity(Settings settings) {
    this.settings = settings;
    this.profiles = new Profiles(settings.home());
    this.credentials = new CredentialFile(settings.home());
  }

  /// The name of the profile in use, whether it exists or not.
  public String profileName() {
    return settings.find(Setting.PROFILE).orElse(Profiles.DEFAULT);
  }

  /// The profile in use. Empty when nobody named one and there is no default.
  ///
  /// A profile that was named and does not exist is refused by [#key], not here: `a2a register
  /// --profile NEW` makes it.
  public Optional<Profile> profile() {
    return profiles.find(profileName());
  }

  public Server server() {
    return settings
        .find(Setting.SERVER)
        .map(Server::new)
        .or(() -> profile().map(Profile::server))
        .orElseGet(() -> new Server(LOCAL));
  }

  /// The key to show to [#server], or empty: then only what needs none can be asked.
  public Optional<ApiKey> key() {
    return key(server());
  }

  /// The key to show to that server and no other, or empty. The profile may have been edited since
  /// [#server] was asked; its key then belongs to the new server and is not found for the old one.
  public Optional<ApiKey> key(Server server) {
    Optional<String> given = settings.find(Setting.API_KEY);
    if (given.isPresent()) {
      return server.local() || chosenByEnvironment(server)
          ? given.map(ApiKey::parse)
          : Optional.empty();
    }
    if (settings.find(Setting.PROFILE).isPresent()) {
      profiles.get(profileName());
    }
    return profile()
        .filter(p -> p.server().equals(server))
        .flatMap(p -> credentials.find(p.server(), p.agentId()));
  }

  /// Was a key given for this process alone, in its environment? Then no profile's is used.
  public boolean keyIsGiven() {
    return settings.find(Setting.API_KEY).isPresent();
  }

  private boolean chosenByEnvironment(Server server) {
    return settings.fromEnvironment(Setting.SERVER) && server.equals(server());
  }

  public Home home() {
    return settings.home();
  }

  public Profiles profiles() {
    return profiles;
  }

  public CredentialFile credentials() {
    return credentials;
  }
}
