package dev.a2a.bridge.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.profile.KeyReference.FromCommand;
import dev.a2a.bridge.profile.KeyReference.InCredential;
import dev.a2a.bridge.profile.KeyReference.InFile;
import dev.a2a.bridge.profile.KeyReference.InKeychain;
import dev.a2a.bridge.profile.KeyReference.InVariable;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProfilesTest {
  private static final Server SERVER = new Server("https://mail.example.com");
  private static final String ALICE = "a2a_00000000000a11ce";

  @TempDir Path folder;

  private Profiles profiles() {
    return new Profiles(new Home(folder, folder));
  }

  private static Profile alice(String name, KeyReference key) {
    return new Profile(name, SERVER, ALICE, "alice", key);
  }

  static Stream<KeyReference> references() {
    String account = Binding.of(SERVER, ALICE).account();
    return Stream.of(
        new InKeychain(),
        new InFile(),
        new InVariable("A2A_CI_KEY", account),
        new FromCommand(List.of("pass", "show", "a2a/alice"), account),
        new InCredential("a2a-key", account));
  }

  @ParameterizedTest
  @MethodSource("references")
  void a_profile_is_read_as_it_was_written(KeyReference key) throws IOException {
    profiles().add(alice("default", key));

    assertEquals(alice("default", key), profiles().get("default"));
    assertTrue(
        Files.readString(folder.resolve("config.json"))
            .contains("\"store\" : \"" + key.store().word() + "\""));
  }

  @Test
  void a_profile_that_says_nothing_of_its_key_has_it_in_the_file() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        "{\"profiles\":{\"default\":{\"server\":\"https://mail.example.com\",\"agent_id\":\"%s\","
                .formatted(ALICE)
            + "\"name\":\"alice\"}}}");

    assertEquals(alice("default", new InFile()), profiles().get("default"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"store\":\"cloud\"}",
        "{}",
        "null",
        "{\"store\":\"exec\"}",
        "{\"store\":\"env\",\"name\":\"\"}",
        "{\"store\":\"credential\"}"
      })
  void a_key_reference_that_cannot_be_followed_is_refused_in_a_sentence(String key)
      throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        "{\"profiles\":{\"default\":{\"server\":\"https://mail.example.com\",\"agent_id\":\"%s\","
                .formatted(ALICE)
            + "\"key\":%s}}}".formatted(key));

    Refusal refused = assertThrows(Refusal.class, () -> profiles().get("default"));
    assertEquals("unreadable_config", refused.problem().code());
    assertTrue(refused.problem().detail().contains("\"default\""), refused.problem()::detail);
  }

  @Test
  void a_change_leaves_everything_else_in_the_file() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"settings":{"port":"7421"},"mine":[1],"profiles":{"default":{
        "server":"https://mail.example.com","agent_id":"a2a_00000000000a11ce","note":"x"}}}\
        """);
    profiles().add(alice("default", new InKeychain()));
    profiles().use("default");

    String text = Files.readString(folder.resolve("config.json"));
    assertTrue(text.contains("7421") && text.contains("mine") && text.contains("note"), text);
  }

  @Test
  void the_one_that_was_chosen_is_current_until_it_is_removed() throws IOException {
    assertEquals("default", profiles().current());
    profiles().add(alice("work", new InFile()));
    profiles().use("work");
    assertEquals("work", profiles().current());
    assertThrows(Refusal.class, () -> profiles().use("wrok"));
    profiles().remove("work");

    assertEquals("default", profiles().current());
    assertEquals(List.of(), profiles().names());
    assertThrows(Refusal.class, () -> profiles().remove("work"));
  }

  @Test
  void a_name_that_holds_another_agent_is_not_overwritten() throws IOException {
    profiles().add(alice("default", new InFile()));
    Profile bob = new Profile("default", SERVER, "a2a_0000000000000b0b", "bob");

    assertThrows(Refusal.class, () -> profiles().add(bob));
    assertEquals(ALICE, profiles().get("default").agentId());
  }

  /// Adds twenty profiles; run as processes below.
  static final class Writer {
    public static void main(String[] args) throws IOException {
      Profiles profiles = new Profiles(new Home(Path.of(args[0]), Path.of(args[0])));
      for (int i = 0; i < 20; i++) {
        profiles.add(alice(args[1] + i, new InKeychain()));
      }
    }
  }

  @Test
  void processes_that_write_at_the_same_time_lose_nothing() throws Exception {
    List<Process> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      writers.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  folder.toString(),
                  "p" + i + "-")
              .inheritIO()
              .start());
    }
    for (Process writer : writers) {
      assertTrue(writer.waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, writer.exitValue());
    }

    assertEquals(80, profiles().names().size());
  }
}
