package dev.a2a.bridge.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.a2a.bridge.profile.KeyReference.FromCommand;
import dev.a2a.bridge.profile.KeyReference.InCredential;
import dev.a2a.bridge.profile.KeyReference.InFile;
import dev.a2a.bridge.profile.KeyReference.InKeychain;
import dev.a2a.bridge.profile.KeyReference.InVariable;
import dev.a2a.shared.api.Check;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A profile as it stands in `config.json`. What is there besides is left as it is.
final class ProfileEntry {
  private final Path file;

  ProfileEntry(Path file) {
    this.file = file;
  }

  Profile read(String name, JsonNode entry) {
    return new Profile(
        name,
        new Server(entry.path("server").asText()),
        Check.agentId("agent_id", entry.path("agent_id").asText()),
        entry.path("name").asText(),
        key(name, entry.path("key")));
  }

  void write(Profile profile, ObjectNode entry) {
    entry.put("server", profile.server().origin());
    entry.put("agent_id", profile.agentId());
    entry.put("name", profile.agentName());
    ObjectNode key = entry.putObject("key").put("store", profile.key().store().word());
    switch (profile.key()) {
      case InKeychain _, InFile _ -> {}
      case InVariable variable -> key.put("name", variable.name());
      case InCredential credential -> key.put("name", credential.name());
      case FromCommand exec -> {
        ArrayNode words = key.putArray("command");
        exec.command().forEach(words::add);
      }
    }
    if (profile.key() instanceof KeyReference.Elsewhere elsewhere) {
      key.put("account", elsewhere.account());
    }
  }

  private KeyReference key(String profile, JsonNode key) {
    if (key.isMissingNode()) {
      return new InFile(); // Written before there was a choice.
    }
    String account = key.path("account").asText();
    Store store =
        Store.find(key.path("store").asText())
            .orElseThrow(() -> unusable(profile, "names a store that this version does not know"));
    return switch (store) {
      case KEYCHAIN -> new InKeychain();
      case FILE -> new InFile();
      case ENV -> new InVariable(name(profile, key), account);
      case CREDENTIAL -> new InCredential(name(profile, key), account);
      case EXEC -> new FromCommand(command(profile, key), account);
    };
  }

  private String name(String profile, JsonNode key) {
    String name = key.path("name").asText();
    if (name.isEmpty()) {
      throw unusable(profile, "has no \"name\"");
    }
    return name;
  }

  private List<String> command(String profile, JsonNode key) {
    List<String> words = new ArrayList<>();
    key.path("command").forEach(word -> words.add(word.asText()));
    if (words.isEmpty()) {
      throw unusable(profile, "has no \"command\", a list of words");
    }
    return words;
  }

  private Refusal unusable(String profile, String why) {
    return new Refusal(
        new Problem.UnreadableConfig(
            file.toString(), "the \"key\" of the profile \"" + profile + "\" " + why));
  }
}
