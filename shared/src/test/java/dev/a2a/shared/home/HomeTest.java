package dev.a2a.shared.home;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has folders of its own, not XDG's")
class HomeTest {
  @Test
  void without_a_word_the_folders_are_those_of_the_xdg_specification() {
    Home home = home(Map.of("HOME", "/home/alice"));

    assertEquals(Path.of("/home/alice/.config/a2a"), home.config());
    assertEquals(Path.of("/home/alice/.local/share/a2a"), home.data());
  }

  @Test
  void the_variables_of_xdg_move_them() {
    Home home = home(Map.of("HOME", "/home/alice", "XDG_CONFIG_HOME", "/c", "XDG_DATA_HOME", "/d"));

    assertEquals(Path.of("/c/a2a"), home.config());
    assertEquals(Path.of("/d/a2a"), home.data());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "relative", "./here", "~/c"})
  void a_variable_of_xdg_that_is_not_absolute_is_ignored(String value) {
    Home home =
        home(Map.of("HOME", "/home/alice", "XDG_CONFIG_HOME", value, "XDG_DATA_HOME", value));

    assertEquals(Path.of("/home/alice/.config/a2a"), home.config());
    assertEquals(Path.of("/home/alice/.local/share/a2a"), home.data());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "relative"})
  void an_odd_home_never_leads_into_the_folder_of_the_project(String value) {
    Path expected = Path.of(System.getProperty("user.home"), ".config/a2a");

    assertEquals(expected, home(Map.of("HOME", value)).config());
    assertEquals(expected, home(Map.of()).config());
  }

  @Test
  void the_settings_name_the_folders_themselves() {
    Home home =
        Home.of(
            Optional.of(Path.of("/etc/a2a")),
            Optional.of(Path.of("/var/lib/a2a")),
            Map.of("XDG_CONFIG_HOME", "/c", "XDG_DATA_HOME", "/d"));

    assertEquals(new Home(Path.of("/etc/a2a"), Path.of("/var/lib/a2a")), home);
  }

  @Test
  void every_file_has_its_published_place() {
    Home home = new Home(Path.of("/c"), Path.of("/d"));

    assertEquals(Path.of("/c/config.json"), home.configFile());
    assertEquals(Path.of("/c/credentials.json"), home.credentialsFile());
    assertEquals(Path.of("/d/a2a.db"), home.database());
    assertEquals(Path.of("/d/a2a.lock"), home.lockFile());
    assertEquals(Path.of("/d/daemon.json"), home.daemonFile());
    assertEquals(Path.of("/d/daemon.log"), home.logFile());
  }

  private static Home home(Map<String, String> env) {
    return Home.of(Optional.empty(), Optional.empty(), env);
  }
}
