package dev.a2a.bridge.mcp;

import dev.a2a.bridge.keychain.KeyKeeper.Kept;
import dev.a2a.bridge.link.DaemonClient;
import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.mcp.stdio.RawJson;
import dev.a2a.bridge.profile.Binding;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Profiles;
import dev.a2a.bridge.profile.Server;
import dev.a2a.bridge.profile.Store;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Registered;
import dev.a2a.shared.home.Setting;
import dev.a2a.shared.home.Settings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// Makes an agent and keeps its key on this machine: the model sees everything but the key.
///
/// One at a time. A registration that was sent is finished even if the host gives up waiting for
/// it, so that no key is lost on the way.
final class Registration {
  static final String TOOL = "a2a_register";

  private final Settings settings;
  private final Identity identity;
  private final Lock oneAtATime = new ReentrantLock();

  Registration(Settings settings, Identity identity) {
    this.settings = settings;
    this.identity = identity;
  }

  /// Arguments are the daemon's to judge.
  RawJson register(String arguments) {
    return Errand.run("register", identity, () -> alone(arguments));
  }

  private RawJson alone(String arguments) {
    oneAtATime.lock();
    try {
      String profile = freeProfile();
      Store store = identity.store();
      identity.keys().check(store); // No agent is made whose key has no place.
      // Without a key: none is needed, and there is none yet.
      DaemonClient client = identity.client(Optional::empty);
      Registered registered = client.register(arguments);
      Kept kept = keep(profile, client.place(), registered, store);
      return said(profile, registered, kept);
    } finally {
      oneAtATime.unlock();
    }
  }

  /// The profile to fill. Everything that can be refused is refused here, before there is an agent
  /// that nobody can use.
  private String freeProfile() {
    if (settings.find(Setting.API_KEY).isPresent()) {
      throw new Refusal(
          new Problem.BadSetting(
              Setting.API_KEY.env(),
              "names an agent already, and a new key would not be used while it is set"));
    }
    String name = Profiles.checkName(identity.profileName());
    identity
        .profile()
        .ifPresent(there -> {
          throw new Refusal(new Problem.ProfileExists(name, there.agentId()));
        });
    return name;
  }

  private Kept keep(String profile, Server server, Registered registered, Store store) {
    String agentId = registered.agentId();
    try {
      ApiKey key = ApiKey.parse(Objects.requireNonNullElse(registered.apiKey(), ""));
      Kept kept = identity.keys().keep(Binding.of(server, agentId), key, store);
      identity
          .profiles()
          .add(new Profile(profile, server, agentId, registered.name(), kept.reference()));
      return kept;
    } catch (IOException _) {
      throw notKept(agentId, "a file in " + settings.home().config() + " could not be written");
    } catch (Refusal e) {
      throw notKept(agentId, e.problem().detail());
    }
  }

  private static Refusal notKept(String agentId, String why) {
    return new Refusal(new Problem.KeyNotKept(agentId, why));
  }

  private static RawJson said(String profile, Registered registered, Kept kept) {
    Map<String, Object> structured = new LinkedHashMap<>();
    structured.put("agent_id", registered.agentId());
    structured.put("name", registered.name());
    structured.put("profile", profile);
    structured.put("key_stored_in", kept.place());
    structured.put("key_store", kept.reference().store().word());
    boolean plain = kept.reference().store() == Store.FILE;
    return ToolResult.of(
        ("You are now %s, named \"%s\", in the profile \"%s\". The API key is kept in %s%s and used"
                + " from now on; you never need to see it. Next: give your agent id to those who"
                + " should write to you, and authorize each of them with a2a_authorize_agent.")
            .formatted(
                registered.agentId(),
                registered.name(),
                profile,
                kept.place(),
                plain ? ", which only this user can read and which is not encrypted," : ""),
        structured,
        false);
  }
}
