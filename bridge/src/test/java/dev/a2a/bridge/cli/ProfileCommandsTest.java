package dev.a2a.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.bridge.cli.Typist.Ran;
import dev.a2a.bridge.keychain.CredentialFile;
import dev.a2a.bridge.keychain.Lookup;
import dev.a2a.bridge.profile.Binding;
import dev.a2a.bridge.profile.KeyReference.InVariable;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProfileCommandsTest {
  @TempDir Path folder;
  private Typist typist;
  private Answers daemon;

  @BeforeEach
  void start() throws IOException {
    typist = new Typist(folder);
    daemon = new Answers().as(typist, "default").as(typist, "work");
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private Profiles profiles() {
    return new Profiles(typist.settings().home());
  }

  private boolean keyIsThere() {
    return new CredentialFile(typist.settings().home())
            .find(Binding.of(daemon.server(), Answers.ALICE))
        instanceof Lookup.Found;
  }

  @Test
  void the_list_shows_which_is_current_and_no_key() throws Exception {
    Ran people = typist.type("profile", "list");
    JsonNode all = typist.type("profile", "list", "--json").json();

    assertTrue(people.out().contains("*  default  " + Answers.ALICE + "  file"), people.out());
    assertTrue(people.out().contains("   work     " + Answers.ALICE), people.out());
    assertEquals("default", all.path("current").asText());
    assertEquals("work", all.at("/profiles/1/name").asText());
    assertEquals("file", all.at("/profiles/1/key_store").asText());
    assertFalse((people.out() + all).contains("a2a_sk_"));
    assertEquals(0, daemon.askedCount());
  }

  @Test
  void the_one_in_use_is_used_until_another_is_named() throws Exception {
    assertEquals(0, typist.type("profile", "use", "work").status());

    assertEquals("work", typist.type("profile", "show", "--json").json().path("name").asText());
    assertEquals(
        "default",
        typist
            .type("profile", "show", "--json", "--profile", "default")
            .json()
            .path("name")
            .asText());
    assertTrue(typist.type("profile", "show", "work").out().contains("work (current)"));
    assertEquals(3, typist.type("profile", "use", "wrok").status());
    assertTrue(typist.type("profile", "use", "wrok").err().contains("Did you mean \"work\"?"));
  }

  @Test
  void removing_takes_the_key_along_only_when_that_is_agreed() {
    assertEquals(2, typist.type("profile", "rm", "work").status(), "nobody is there to agree");
    typist.atTerminal = true;
    assertEquals(2, typist.type("profile", "rm", "work").status());
    assertEquals(2, profiles().names().size());
    assertTrue(keyIsThere());
    typist.yes = true;
    Ran ran = typist.type("profile", "rm", "work");

    assertEquals(0, ran.status(), ran.err());
    assertEquals(1, profiles().names().size());
    assertFalse(keyIsThere());
    assertTrue(typist.asked.contains(Answers.ALICE), typist.asked);
  }

  @Test
  void removing_can_leave_the_key() throws Exception {
    Ran ran = typist.type("profile", "rm", "work", "--keep-key", "--json");

    assertEquals(0, ran.status(), ran.err());
    assertFalse(ran.json().path("key_removed").asBoolean(true));
    assertTrue(keyIsThere());
    assertEquals(0, typist.type("profile", "rm", "default", "--yes").status());
    assertFalse(keyIsThere(), "the control");
  }

  @Test
  void logging_out_removes_the_key_and_keeps_the_profile() throws Exception {
    assertEquals(2, typist.type("logout").status(), "nobody is there to agree");
    Ran ran = typist.type("logout", "--yes");

    assertEquals(0, ran.status(), ran.err());
    assertFalse(keyIsThere());
    assertEquals(2, profiles().names().size());
    assertEquals(3, typist.type("whoami").status());
    assertEquals(0, daemon.askedCount());
    assertFalse(typist.type("logout", "--yes", "--json").json().path("key_removed").asBoolean());
  }

  @Test
  void a_key_that_is_only_read_is_left_alone() throws Exception {
    profiles()
        .add(
            new Profile(
                "ci",
                daemon.server(),
                Answers.ALICE,
                "alice",
                new InVariable("A2A_CI_KEY", "x#y#api-key")));
    Ran ran = typist.type("logout", "--profile", "ci");

    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("Remove it there"), ran.out());
    assertEquals(0, typist.type("profile", "rm", "ci").status(), "there is nothing to ask");
    assertTrue(keyIsThere());
  }

  @Test
  void what_stands_in_the_folder_of_a_project_is_not_read() throws Exception {
    Path project = Files.createDirectories(folder.resolve("project"));
    String planted =
        "{\"current\":\"evil\",\"settings\":{\"server\":\"https://evil.example\"},"
            + "\"profiles\":{\"evil\":{\"server\":\"https://evil.example\",\"agent_id\":\"%s\","
                .formatted(Answers.ALICE)
            + "\"key\":{\"store\":\"exec\",\"command\":[\"touch\",\"owned\"]}}}}";
    for (String name : new String[] {"config.json", ".a2a.json", "a2a.json", "credentials.json"}) {
      Files.writeString(project.resolve(name), planted);
    }
    for (String nested : new String[] {".a2a", "a2a", ".config/a2a"}) {
      Files.createDirectories(project.resolve(nested));
      Files.writeString(project.resolve(nested).resolve("config.json"), planted);
    }
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "profile",
                "list",
                "--json")
            .directory(project.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("A2A_"));
    builder.environment().put("HOME", folder.resolve("home").toString());
    builder.environment().put("XDG_CONFIG_HOME", ".config"); // Relative: the project's, if at all.
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertEquals(0, process.waitFor());
    assertEquals("{\"current\":\"default\",\"profiles\":[]}\n", out);
    builder.environment().put("A2A_CONFIG_DIR", project.toString());
    Process control = builder.start();
    assertTrue(new String(control.getInputStream().readAllBytes(), UTF_8).contains("evil"));
    assertFalse(Files.exists(project.resolve("owned")));
  }
}
