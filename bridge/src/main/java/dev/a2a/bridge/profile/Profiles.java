package dev.a2a.bridge.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.a2a.shared.api.Check;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Home;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The profiles in `config.json`.
///
/// Reading touches only that file. Writing keeps whatever else is in it, and concurrent writers do
/// not lose each other's changes. Safe for use by many threads and processes.
public final class Profiles {
  /// The profile that is used when nobody names one.
  public static final String DEFAULT = "default";

  private final PrivateJsonFile file;

  public Profiles(Home home) {
    this.file = new PrivateJsonFile(home.configFile());
  }

  /// The profile of that name, or empty.
  public Optional<Profile> find(String name) {
    return Optional.ofNullable(file.read().path("profiles").get(name)).map(p -> profile(name, p));
  }

  /// The profile of that name, or a refusal that names the known ones.
  public Profile get(String name) {
    return find(name).orElseThrow(() -> new Refusal(new Problem.NoProfile(name, names())));
  }

  /// All names, in the order in which they were made.
  public List<String> names() {
    List<String> names = new ArrayList<>();
    file.read().path("profiles").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /// Adds a profile; refuses a name that holds another agent already.
  public void add(Profile profile) throws IOException {
    checkName(profile.name());
    file.change(root -> {
      ObjectNode profiles = root.withObject("/profiles");
      JsonNode there = profiles.get(profile.name());
      if (there != null && !profile(profile.name(), there).agentId().equals(profile.agentId())) {
        throw new Refusal(
            new Problem.ProfileExists(profile.name(), profile(profile.name(), there).agentId()));
      }
      ObjectNode entry = profiles.putObject(profile.name());
      entry.put("server", profile.server().origin());
      entry.put("agent_id", profile.agentId());
      entry.put("name", profile.agentName());
    });
  }

  /// Names are one line of 1 to 64 characters.
  public static String checkName(String name) {
    return Check.line("profile", name, 64);
  }

  private static Profile profile(String name, JsonNode entry) {
    return new Profile(
        name,
        new Server(entry.path("server").asText()),
        Check.agentId("agent_id", entry.path("agent_id").asText()),
        entry.path("name").asText());
  }
}
