package dev.a2a.bridge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.cli.Typist.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@EnabledOnOs(OS.LINUX)
class ServiceCommandsTest {
  @TempDir Path folder;
  private Typist typist;
  private Image image;
  private Path unit;

  @BeforeEach
  void start() throws IOException {
    image = new Image(folder.resolve("a2a-0.1.0"));
    typist = new Typist(folder);
    typist.programs = image.programs();
    unit = folder.resolve(".config/systemd/user/a2a.service");
  }

  @Test
  void the_unit_is_written_and_shown_with_what_to_type_next() throws IOException {
    Ran ran = typist.type("daemon", "install-service", "--port", "7500");

    assertEquals(0, ran.status(), ran.err());
    String text = Files.readString(unit);
    assertTrue(text.contains("\"" + image.home.resolve("bin/a2a-daemon") + "\""), text);
    assertTrue(text.contains(" \"--port\" \"7500\"\n"), text);
    assertTrue(text.contains("\"A2A_DATA_DIR=" + typist.data + "\""), text);
    assertTrue(text.contains("\"A2A_CONFIG_DIR=" + typist.config + "\""), text);
    assertTrue(ran.out().contains("│ ExecStart="), ran.out());
    assertTrue(ran.out().endsWith("  systemctl --user enable --now a2a\n"), ran.out());
  }

  @Test
  void nothing_of_the_environment_but_the_folders_gets_into_it() throws IOException {
    typist.env.put("A2A_API_KEY", "a-secret-of-alices");
    typist.type("daemon", "install-service");

    assertFalse(Files.readString(unit).contains("a-secret-of-alices"));
    assertFalse(Files.readString(unit).contains("A2A_STORE"));
  }

  @Test
  void twice_is_as_good_as_once() throws IOException {
    assertTrue(
        typist.type("daemon", "install-service", "--json").json().path("written").asBoolean());
    Ran again = typist.type("daemon", "install-service", "--json");

    assertEquals(0, again.status());
    assertFalse(again.json().path("written").asBoolean());
    assertTrue(typist.type("daemon", "install-service").out().startsWith("It is in "));
  }

  @Test
  void print_writes_nothing() throws IOException {
    Ran ran = typist.type("daemon", "install-service", "--print", "--json");

    assertEquals(unit.toString(), ran.json().path("file").asText());
    assertTrue(ran.json().path("text").asText().contains("ExecStart="));
    assertFalse(Files.exists(folder.resolve(".config")));
  }

  @Test
  void what_a_person_changed_is_left_alone_without_force() throws IOException {
    typist.type("daemon", "install-service");
    String changed = Files.readString(unit).replace("RestartSec=5", "RestartSec=50");
    Files.writeString(unit, changed);

    Ran refused = typist.type("daemon", "install-service");
    assertEquals(6, refused.status());
    assertTrue(refused.err().contains("say --force if it may go"), refused.err());
    assertEquals(changed, Files.readString(unit));

    assertEquals(0, typist.type("daemon", "install-service", "--force").status());
    assertTrue(Files.readString(unit).contains("RestartSec=5\n"));
  }

  @Test
  void a_link_that_stays_when_the_version_changes_is_preferred_to_the_versions_folder()
      throws IOException {
    Path program = image.home.resolve("bin/a2a-daemon");
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.createSymbolicLink(other.resolve("a2a-daemon"), Path.of("/bin/sh"));
    Path bin = Files.createDirectories(folder.resolve(".local/bin"));
    Path link = Files.createSymbolicLink(bin.resolve("a2a-daemon"), program);
    typist.env.put("PATH", "relative:" + program.getParent() + ":" + other);

    typist.type("daemon", "install-service");
    assertTrue(Files.readString(unit).contains("ExecStart=\"" + link + "\"\n"));
  }

  @Test
  void uninstalling_removes_the_unit_and_its_link_and_nothing_of_others() throws IOException {
    typist.type("daemon", "install-service");
    Path wants = Files.createDirectories(unit.resolveSibling("default.target.wants"));
    Path enabled = Files.createSymbolicLink(wants.resolve("a2a.service"), unit);

    Ran ran = typist.type("daemon", "uninstall-service");
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("systemctl --user stop a2a"), ran.out());
    assertFalse(Files.exists(unit));
    assertFalse(Files.isSymbolicLink(enabled));
    assertTrue(typist.type("daemon", "uninstall-service").out().startsWith("There is no service"));

    Files.writeString(unit, "[Service]\nExecStart=/usr/bin/somebody-elses\n");
    assertEquals(6, typist.type("daemon", "uninstall-service").status());
    assertTrue(Files.exists(unit));
    assertEquals(0, typist.type("daemon", "uninstall-service", "--force").status());
    assertFalse(Files.exists(unit));
  }
}
