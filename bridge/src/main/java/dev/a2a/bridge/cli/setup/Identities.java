package dev.a2a.bridge.cli.setup;

import dev.a2a.bridge.cli.identity.RegisterCommand;
import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.host.Host;
import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.profile.Profiles;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which profile each host gets, and the agents that are still to be made for that.
final class Identities {
  private final Common common;
  private final boolean perHost;
  private final @Nullable String name;
  private final Profiles profiles;
  private final boolean named;
  private final Map<String, String> missing = new LinkedHashMap<>();

  Identities(Common common, boolean perHost, @Nullable String name) {
    this.common = common;
    this.perHost = perHost;
    this.name = name;
    this.profiles = common.identity().profiles();
    this.named = common.settings(Map.of()).find(Setting.PROFILE).isPresent();
    if (perHost && named) {
      throw new Refusal(new Problem.BadUsage("Say --per-host or --profile, not both."));
    }
  }

  /// The profile of a host: its own, the one that was named, the one that its entry names already,
  /// or the one in use.
  String profile(Host host) {
    String profile = perHost ? host.id() : chosen(host);
    if (profiles.find(profile).isEmpty()) {
      missing.putIfAbsent(profile, perHost ? agentName() + " in " + host.title() : agentName());
    }
    return profile;
  }

  private String chosen(Host host) {
    if (named) {
      return common.identity().profileName();
    }
    return host.read()
        .ours()
        .flatMap(entry -> entry.command().profile())
        .filter(profile -> profiles.find(profile).isPresent())
        .orElseGet(this::inUse);
  }

  private String inUse() {
    List<String> known = profiles.names();
    String current = profiles.current();
    if (known.isEmpty() || known.contains(current)) {
      return current;
    }
    if (known.size() == 1) {
      return known.getFirst();
    }
    throw new Refusal(
        new Problem.BadUsage(
            "There are several profiles. Say which with --profile: "
                + String.join(", ", known)
                + "."));
  }

  /// What the bridge is told: nothing if it would take that profile anyway.
  List<String> arguments(String profile) {
    boolean only = profiles.names().stream().allMatch(profile::equals);
    boolean taken = !perHost && only && profile.equals(profiles.current());
    return taken ? List.of() : List.of("--profile", profile);
  }

  /// The agents that are to be made, for people.
  List<String> missing() {
    return missing.entrySet().stream()
        .map(one -> one.getValue() + ", as profile " + one.getKey())
        .toList();
  }

  void registerMissing() {
    missing.forEach((profile, agent) -> {
      Identity identity = common.identity(Map.of(Setting.PROFILE, profile));
      RegisterCommand.register(common, identity, agent);
    });
  }

  private String agentName() {
    return name == null ? System.getProperty("user.name", "agent") : name;
  }
}
