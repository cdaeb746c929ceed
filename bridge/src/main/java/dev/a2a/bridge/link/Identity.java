package dev.a2a.bridge.link;

import dev.a2a.bridge.keychain.KeyFinder;
import dev.a2a.bridge.keychain.KeyKeeper;
import dev.a2a.bridge.keychain.Stores;
import dev.a2a.bridge.link.LocalDaemon.Known;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Profiles;
import dev.a2a.bridge.profile.Server;
import dev.a2a.bridge.profile.Store;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.OperatorKey;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Home;
import dev.a2a.shared.home.Setting;
import dev.a2a.shared.home.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Who this process is, and where: the profile in use, the server to ask, and the key for it.
///
/// A key goes only to the origin that it was made for. `A2A_API_KEY` goes to `A2A_SERVER` of the
/// same environment, or to a daemon on this machine. Keys are looked up when asked for, never
/// before.
public final class Identity {
  private final Settings settings;
  private final Profiles profiles;
  private final Stores stores;
  private @Nullable String name;

  /// One without a person: no keychain shows a prompt for it.
  public Identity(Settings settings) {
    this(settings, () -> false);
  }

  /// `person`: is somebody at a terminal, who can answer the prompt of a keychain?
  public Identity(Settings settings, BooleanSupplier person) {
    this.settings = settings;
    this.profiles = new Profiles(settings.home());
    this.stores = new Stores(settings, person);
  }

  /// The name of the profile in use, whether it exists or not. It stays the same once it was asked
  /// for: whoever chooses another current profile means the processes that begin after that.
  public synchronized String profileName() {
    String known = name;
    if (known == null) {
      known = settings.find(Setting.PROFILE).orElseGet(profiles::current);
      name = known;
    }
    return known;
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
        .orElseGet(Server::own);
  }

  /// A client for [#server].
  public DaemonClient client(KeySource key) {
    return client(server(), key);
  }

  /// A client for that server, which proves itself where it can, and is started where it is the
  /// person's own daemon.
  public DaemonClient client(Server to, KeySource key) {
    return new DaemonClient(to, key, Optional.empty(), way(to));
  }

  /// A client for the operator of that server, who is no agent.
  public DaemonClient operator(Server to, OperatorKey key) {
    return new DaemonClient(to, Optional::empty, Optional.of(key), way(to));
  }

  /// A client for the operator of this person's own daemon, which proves itself on each connection
  /// before the key is shown. Refused where it does not run; it is not started for that.
  public DaemonClient ownOperator(OperatorKey key) {
    Known known =
        new LocalDaemon(settings.home())
            .known()
            .orElseThrow(() ->
                new Refusal(
                    new Problem.DaemonUnreachable(
                        "the address in " + settings.home().daemonFile())));
    Server there = new Server(known.entry().url());
    return new DaemonClient(there, Optional::empty, Optional.of(key), Way.to(known));
  }

  private Way way(Server to) {
    if (to.isOwn()) {
      return Way.own(new OwnDaemon(settings, Programs.besideThis()));
    }
    return to.local() ? Way.loopback(new LocalDaemon(settings.home())) : Way.plain();
  }

  /// The key to show to [#server], or empty: then only what needs none can be asked.
  public Optional<ApiKey> key() {
    return key(server());
  }

  /// The key to show to that server and no other, or empty. The profile may have been edited since
  /// [#server] was asked; its key then belongs to the new server and is not found for the old one.
  ///
  /// A key that was given for this process comes first, and no store is touched for it. A profile
  /// without its key, and a store that nobody can look into, are refused; see [KeyFinder].
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
    return profile().filter(p -> p.server().equals(server)).map(finder()::find);
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

  /// Where profiles are, to be told to a person.
  public Path configFile() {
    return settings.home().configFile();
  }

  /// What keeps keys for this person.
  public KeyKeeper keys() {
    return new KeyKeeper(stores);
  }

  /// What finds them.
  public KeyFinder finder() {
    return new KeyFinder(stores);
  }

  /// Where new keys are kept unless somebody says otherwise.
  public Store store() {
    return Store.parse(Setting.STORE.env(), settings.get(Setting.STORE));
  }
}
