package dev.a2a.shared.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.json.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The settings in force in this process. Immutable.
public final class Settings {
  private final Map<Setting, String> values;
  private final Map<String, String> env;

  private Settings(Map<Setting, String> values, Map<String, String> env) {
    this.values = values;
    this.env = env;
  }

  /// Gathers the settings of this process; `flags` win.
  public static Settings of(Map<Setting, String> flags) {
    return of(flags, System.getenv());
  }

  /// Gathers settings from a given environment. Reads `config.json` if there is one; a file that is
  /// not JSON, or a setting in it that does not exist or is no text or number, is refused.
  public static Settings of(Map<Setting, String> flags, Map<String, String> env) {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      Stream.of(flags.getOrDefault(setting, ""), env.getOrDefault(setting.env(), ""))
          .filter(value -> !value.isEmpty())
          .findFirst()
          .ifPresent(value -> values.put(setting, value));
    }
    fromFile(new Settings(values, env).home().configFile())
        .forEach((setting, value) -> values.putIfAbsent(setting, value));
    return new Settings(values, env);
  }

  /// The value, or its default.
  public String get(Setting setting) {
    return values.getOrDefault(setting, setting.fallback());
  }

  /// The value if anybody set it.
  public Optional<String> find(Setting setting) {
    return Optional.ofNullable(values.get(setting));
  }

  /// Was it set in the environment of this process, rather than by a flag or the file?
  public boolean fromEnvironment(Setting setting) {
    return find(setting).isPresent()
        && find(setting).equals(Optional.ofNullable(env.get(setting.env())));
  }

  /// The value as a whole number between `min` and `max`.
  public int number(Setting setting, int min, int max) {
    try {
      int number = Integer.parseInt(get(setting));
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below, as for a number out of range.
    }
    throw bad(setting, "must be a whole number from " + min + " to " + max);
  }

  /// The value, which must be one of these.
  public String oneOf(Setting setting, String... allowed) {
    String value = get(setting);
    if (!Set.of(allowed).contains(value)) {
      throw bad(setting, "must be one of " + String.join(", ", allowed));
    }
    return value;
  }

  /// The value's parts, separated by commas.
  public List<String> list(Setting setting) {
    return List.of(get(setting).split(",")).stream()
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .toList();
  }

  /// The environment that the settings were taken from.
  public Map<String, String> environment() {
    return env;
  }

  public Home home() {
    return Home.of(folder(Setting.CONFIG_DIR), folder(Setting.DATA_DIR), env);
  }

  /// Where the daemon's own secret is.
  public Path serverKeyFile() {
    return path(Setting.SERVER_KEY_FILE, "must be the path of a file")
        .orElseGet(() -> home().serverKeyFile());
  }

  private Optional<Path> folder(Setting setting) {
    return path(setting, "must be the path of a folder");
  }

  private Optional<Path> path(Setting setting, String expected) {
    try {
      return find(setting).map(Path::of);
    } catch (InvalidPathException _) {
      throw bad(setting, expected);
    }
  }

  private static Refusal bad(Setting setting, String expected) {
    return new Refusal(new Problem.BadSetting(setting.env(), expected));
  }

  private static Map<Setting, String> fromFile(Path file) {
    Map<Setting, String> found = new EnumMap<>(Setting.class);
    if (!Files.exists(file)) {
      return found;
    }
    for (Map.Entry<String, JsonNode> entry : inFile(file).properties()) {
      Setting setting = named(entry.getKey(), file);
      if (!entry.getValue().isValueNode() || entry.getValue().isNull()) {
        throw unusable(file, "the setting \"" + setting.key() + "\" must be a text or a number");
      }
      if (!entry.getValue().asText().isEmpty()) {
        found.put(setting, entry.getValue().asText());
      }
    }
    return found;
  }

  private static ObjectNode inFile(Path file) {
    JsonNode root;
    try {
      root = Trees.read(file);
    } catch (JsonProcessingException _) {
      throw unusable(file, "it is not JSON");
    } catch (IOException _) {
      throw unusable(file, "it cannot be read");
    }
    JsonNode settings = root.path("settings");
    if (settings instanceof ObjectNode object) {
      return object;
    }
    if (root.isMissingNode() || (root.isObject() && settings.isMissingNode())) {
      return JsonNodeFactory.instance.objectNode();
    }
    throw unusable(file, "it is not a JSON object with an object \"settings\"");
  }

  private static Setting named(String key, Path file) {
    for (Setting setting : Setting.values()) {
      if (setting.key().equals(key) && setting.inFile()) {
        return setting;
      }
    }
    throw unusable(
        file,
        "there is no setting of a file that is named \""
            + key.replaceAll("[^a-z0-9_]", "?")
            + "\"");
  }

  private static Refusal unusable(Path file, String why) {
    return new Refusal(new Problem.UnreadableConfig(file.toString(), why));
  }
}
