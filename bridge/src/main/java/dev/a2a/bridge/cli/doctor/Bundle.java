package dev.a2a.bridge.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A zip for somebody who helps: the findings, the versions, and of `config.json` what is known to
/// be harmless. No mail, no log, no key: whatever looks like a key or code of ours is blacked out
/// besides, and the person's folder is called `~`.
final class Bundle {
  private static final Pattern KEY = Pattern.compile("a2a_(?:sk|ak)_[0-9A-Za-z]{49}");
  private static final Pattern SECRET =
      Pattern.compile(
          "a2a_(?:sk|ak|claim|rotation|join|inv)_[0-9A-Za-z]+"
              + "|whsec_[0-9A-Za-z+/=_-]+"
              + "|(?<=//)[^/\\s@]+(?=@)"); // Name and password in an address.
  private static final String LEFT_OUT = "(left out)";
  private static final List<String> SYSTEM =
      List.of("os.name", "os.version", "os.arch", "java.version", "java.vm.name");

  private final Map<String, String> env;

  Bundle(Map<String, String> env) {
    this.env = env;
  }

  /// Refuses early what [#write] would refuse.
  static void refuseUnlessFresh(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new Refusal(
          new Problem.BadUsage("There is no folder " + folder + " for the file. Make it first."));
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw thereAlready(file);
    }
  }

  private static Refusal thereAlready(Path file) {
    return new Refusal(
        new Problem.BadUsage("There is a file " + file + " already. Choose another name."));
  }

  /// Writes it, for its owner only. A file that is there already is refused.
  void write(Path file, Diagnosis diagnosis, Optional<Path> config) throws IOException {
    ObjectNode system = Json.answers().createObjectNode();
    SYSTEM.forEach(name -> system.put(name, System.getProperty(name, "")));
    ObjectNode names = Json.answers().createObjectNode();
    new TreeMap<>(env)
        .keySet().stream()
            .filter(name -> name.startsWith("A2A_"))
            .forEach(n -> names.put(n, "set"));
    system.set("environment", names);
    try (OutputStream out = Channels.newOutputStream(fresh(file));
        ZipOutputStream zip = new ZipOutputStream(out, UTF_8)) {
      put(zip, "findings.json", Json.answers().valueToTree(diagnosis));
      put(zip, "system.json", system);
      put(zip, "config.json", config(config));
    } catch (FileAlreadyExistsException _) {
      throw thereAlready(file);
    }
  }

  private static SeekableByteChannel fresh(Path file) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] mode =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return Files.newByteChannel(
        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode);
  }

  private void put(ZipOutputStream zip, String name, JsonNode content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write((redacted(content).toPrettyString() + "\n").getBytes(UTF_8));
    zip.closeEntry();
  }

  private String redacted(String text) {
    String home = env.getOrDefault("HOME", "");
    String shorter = home.length() > 1 ? text.replace(home, "~") : text;
    String without = KEY.matcher(shorter).replaceAll(LEFT_OUT);
    // One that is broken up, such as by spaces, cannot be cut out.
    return ApiKey.isIn(without) ? LEFT_OUT : SECRET.matcher(without).replaceAll(LEFT_OUT);
  }

  /// The same tree with every text redacted, and every name.
  private JsonNode redacted(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode copy = Json.answers().createObjectNode();
        object
            .properties()
            .forEach(member -> copy.set(redacted(member.getKey()), redacted(member.getValue())));
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = Json.answers().createArrayNode();
        array.forEach(element -> copy.add(redacted(element)));
        yield copy;
      }
      case TextNode text -> TextNode.valueOf(redacted(text.textValue()));
      default -> node;
    };
  }

  /// What is no server may be anything, such as an address with a password in it.
  private static String origin(String text) {
    try {
      return new Server(text).origin();
    } catch (Refusal _) {
      return LEFT_OUT;
    }
  }

  private static ObjectNode config(Optional<Path> file) throws IOException {
    ObjectNode shown = Json.answers().createObjectNode();
    if (file.filter(Files::exists).isEmpty()) {
      return shown;
    }
    JsonNode root = Json.answers().readTree(Files.readAllBytes(file.get()));
    shown.put("current", root.path("current").asText());
    ObjectNode profiles = shown.putObject("profiles");
    root.path("profiles")
        .properties()
        .forEach(entry -> {
          ObjectNode profile = profiles.putObject(entry.getKey());
          JsonNode there = entry.getValue();
          profile.put("server", origin(there.path("server").asText()));
          profile.put("agent_id", there.path("agent_id").asText());
          profile.put("name", there.path("name").asText());
          profile.put("store", there.path("key").path("store").asText());
        });
    ObjectNode settings = shown.putObject("settings");
    root.path("settings").fieldNames().forEachRemaining(name -> settings.put(name, "set"));
    return shown;
  }
}
