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

  private static final String CURRENT = "current";

  private final PrivateJsonFile file;
  private final ProfileEntry entries;

  public Profiles(Home home) {
    this.file = new PrivateJsonFile(home.configFile());
    this.entries = new ProfileEntry(home.configFile());
  }

  /// The profile of that name, or empty.
  public Optional<Profile> find(String name) {
    return Optional.ofNullable(file.read().path("profiles").get(name))
        .map(entry -> entries.read(name, entry));
  }

  /// The profile of that name, or a refusal that names the known ones.
  public Profile get(String name) {
    return find(name).orElseThrow(() -> unknown(name));
  }

  /// All names, in the order in which they were made.
  public List<String> names() {
    List<String> names = new ArrayList<>();
    file.read().path("profiles").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /// The name that is used where nobody names one: what was chosen by [#use], else [#DEFAULT].
  public String current() {
    String chosen = file.read().path(CURRENT).asText();
    return chosen.isEmpty() ? DEFAULT : chosen;
  }

  /// Makes a profile the one that is used where nobody names one.
  public void use(String name) throws IOException {
    file.change(root -> {
      if (!root.path("profiles").has(name)) {
        throw unknown(name);
      }
      root.put(CURRENT, name);
    });
  }

  /// Adds a profile, or changes it; refuses a name that holds another agent already.
  public void add(Profile profile) throws IOException {
    checkName(profile.name());
    file.change(root -> {
      ObjectNode profiles = root.withObject("/profiles");
      JsonNode there = profiles.get(profile.name());
      if (there instanceof ObjectNode known) {
        Profile holds = entries.read(profile.name(), known);
        if (!Binding.of(holds).equals(Binding.of(profile))) {
          throw new Refusal(new Problem.ProfileExists(profile.name(), holds.agentId()));
        }
        entries.write(profile, known);
      } else {
        entries.write(profile, profiles.putObject(profile.name()));
      }
    });
  }

  /// Removes a profile, and what was said of it as the current one. Its key is not touched.
  public void remove(String name) throws IOException {
    file.change(root -> {
      if (root.withObject("/profiles").remove(name) == null) {
        throw unknown(name);
      }
      if (root.path(CURRENT).asText().equals(name)) {
        root.remove(CURRENT);
      }
    });
  }

  /// Names are one line of 1 to 64 characters.
  public static String checkName(String name) {
    return Check.line("profile", name, 64);
  }

  private Refusal unknown(String name) {
    return new Refusal(new Problem.NoProfile(name, names()));
  }
}
