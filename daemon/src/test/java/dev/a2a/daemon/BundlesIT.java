package dev.a2a.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.a2a.daemon.Image.Said;
import dev.a2a.shared.home.Version;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What hosts and their registries take: the bundle, the entry of the registry, the plugin. Whether
/// the hosts' own validators like them is asked by `docs/check/bundles.sh`.
class BundlesIT {
  private static final Pattern VERSIONED =
      Pattern.compile("(?m)(^ {2}\"version\": \"|/a2a-)[0-9].*?(\",$|-linux)");
  private static final String VERSION = Version.ofThisBuild().number();

  private final Image image = Image.built();
  private final Path bundle = image.home().resolveSibling("a2a-" + VERSION + ".mcpb");
  private final Path entry = image.home().resolveSibling("server.json");

  @TempDir Path folder;

  /// `-Dgolden.update=true` writes the version of the build into them.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../bridge/plugins/a2a/.claude-plugin/plugin.json",
        "../bridge/plugins/a2a/gemini-extension.json",
        "Dockerfile",
        "compose.yaml"
      })
  void what_is_used_from_a_checkout_names_the_version_of_the_product(String name)
      throws IOException {
    Path file = Path.of(name);
    String text = Files.readString(file);
    assertTrue(VERSIONED.matcher(text).find(), name);
    String ours = VERSIONED.matcher(text).replaceAll("$1" + VERSION + "$2");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, ours);
      return;
    }

    assertEquals(ours, text, () -> name + " is out of date: run mvn verify -Dgolden.update=true");
  }

  @Test
  void the_entry_of_the_registry_is_what_its_schema_says() throws IOException {
    assertEquals(List.of(), errors(json(entry)));
  }

  /// The control: what somebody may break is found.
  @ParameterizedTest
  @CsvSource({
    "'', name, 'no slash'",
    "'', description, ''",
    "/packages/0, registryType, ",
    "/packages/0, fileSha256, 12",
    "/packages/0/transport, type, telepathy",
  })
  void a_broken_entry_is_not(String where, String member, String value) throws IOException {
    JsonNode broken = json(entry);
    ObjectNode part = (ObjectNode) broken.at(where);
    assertTrue(part.has(member), where);
    if (value == null) {
      part.remove(member);
    } else {
      part.put(member, value);
    }

    assertFalse(errors(broken).isEmpty());
  }

  @Test
  void the_entry_is_about_this_bundle_of_this_version() throws Exception {
    JsonNode server = json(entry);
    JsonNode packed = server.path("packages").path(0);
    String repository = Version.ofThisBuild().repository();

    assertEquals(VERSION, server.path("version").asText());
    assertEquals(
        repository + "/releases/download/v" + VERSION + "/" + bundle.getFileName(),
        packed.path("identifier").asText());
    assertEquals(repository, server.path("repository").path("url").asText());
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(bundle));
    assertEquals(HexFormat.of().formatHex(digest), packed.path("fileSha256").asText());
  }

  @Test
  void the_bundle_holds_a_manifest_and_a_launcher_and_no_program() throws IOException {
    try (ZipFile zip = new ZipFile(bundle.toFile())) {
      List<String> names = zip.stream().map(e -> e.getName()).toList();
      assertEquals(List.of("manifest.json", "LICENSE", "server/a2a-bridge.sh"), names);
      JsonNode manifest =
          Json.answers().readTree(zip.getInputStream(zip.getEntry("manifest.json")));
      assertEquals(VERSION, manifest.path("version").asText());
      assertFalse(manifest.toString().contains("@"), manifest::toString);
    }
  }

  @Test
  void a_host_that_starts_the_bundle_gets_the_bridge_that_is_installed() throws Exception {
    Path home = folder.resolve("a home");
    Path bin = Files.createDirectories(home.resolve(".local/bin"));
    Files.createSymbolicLink(bin.resolve("a2a-bridge"), image.launcher("a2a-bridge"));
    String ask =
        """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
        "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
        """;

    // As hosts give it: the setting empty, or its name.
    for (String profile : List.of("", "${user_config.profile}")) {
      Said said = started(home, Map.of("A2A_PROFILE", profile), ask);

      assertEquals(0, said.status(), said.err());
      JsonNode answer = Json.answers().readTree(said.out());
      assertEquals("a2a-bridge", answer.path("result").path("serverInfo").path("name").asText());
      assertEquals("", said.err());
    }
  }

  @Test
  void the_profile_that_was_chosen_is_used() throws Exception {
    Path home = home("printf '%s\\n' \"profile $A2A_PROFILE\"");

    assertEquals("profile work\n", started(home, Map.of("A2A_PROFILE", "work"), "").out());
  }

  /// The control of both: without a bridge there is a sentence, and nothing on stdout.
  @Test
  void without_an_installed_bridge_the_person_is_told() throws Exception {
    Said said = started(Files.createDirectory(folder.resolve("empty")), Map.of(), "");

    assertEquals(127, said.status());
    assertEquals("", said.out());
    assertTrue(said.err().startsWith("a2a: there is no a2a-bridge on this machine."), said.err());
  }

  private Path home(String bridge) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("home/.local/bin"));
    Path program = Files.writeString(bin.resolve("a2a-bridge"), "#!/bin/sh\n" + bridge + "\n");
    assertTrue(program.toFile().setExecutable(true));
    return folder.resolve("home");
  }

  /// Runs what the manifest of the bundle says, as a desktop application does: with a bare PATH.
  private Said started(Path home, Map<String, String> settings, String input) throws Exception {
    Path unpacked = Files.createTempDirectory(folder, "bundle");
    try (ZipFile zip = new ZipFile(bundle.toFile())) {
      Files.createDirectory(unpacked.resolve("server"));
      for (String name : List.of("manifest.json", "server/a2a-bridge.sh")) {
        Files.copy(zip.getInputStream(zip.getEntry(name)), unpacked.resolve(name));
      }
    }
    JsonNode how = json(unpacked.resolve("manifest.json")).at("/server/mcp_config");
    Map<String, String> env =
        new HashMap<>(
            Map.of(
                "HOME",
                home.toString(),
                "PATH",
                "/usr/bin:/bin",
                "A2A_STORE",
                "file",
                "A2A_AOT_CACHE",
                "off",
                "XDG_CONFIG_HOME",
                home.resolve("config").toString(),
                "XDG_DATA_HOME",
                home.resolve("data").toString()));
    env.putAll(settings);
    return Image.run(
        folder,
        env,
        input,
        List.of(
            how.path("command").asText(),
            how.path("args").path(0).asText().replace("${__dirname}", unpacked.toString())));
  }

  private static List<Error> errors(JsonNode entry) throws IOException {
    try (InputStream in = BundlesIT.class.getResourceAsStream("registry/server.schema.json")) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
              .getSchema(Objects.requireNonNull(in), InputFormat.JSON);
      return schema.validate(entry);
    }
  }

  private static JsonNode json(Path file) throws IOException {
    return Json.answers().readTree(file.toFile());
  }
}
