package dev.a2a.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.daemon.Image.Said;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The doctor of the packed image examines real programs, a real daemon and real mail.
class DoctorIT {
  private final Image image = Image.built();
  @TempDir Path folder;

  @AfterEach
  void stop() throws Exception {
    a2a("daemon", "stop");
  }

  @Test
  void a_machine_in_use_is_well_and_what_breaks_is_told() throws Exception {
    Said started = a2a("daemon", "start", "--port", "0", "--json");
    String url = Json.answers().readTree(started.out()).path("url").asText();
    assertEquals(0, a2a("register", "alice", "--server", url).status());

    Said well = a2a("doctor");
    assertEquals(0, well.status(), well.out() + well.err());
    for (String what : List.of("and answered a call", "is ready", "agree", "as they were stored")) {
      assertTrue(well.out().contains(what), well.out());
    }
    assertFalse(well.out().contains("a2a_sk_"), well.out());
    assertEquals(List.of(), well.out().lines().filter(line -> line.length() > 80).toList());

    assertEquals(0, a2a("daemon", "stop").status());
    Files.write(folder.resolve("data/a2a.db"), new byte[8192]);
    Said ill = a2a("doctor", "--json");
    assertEquals(1, ill.status(), ill.out());
    assertTrue(wrong(ill).contains("mail"), ill.out());
  }

  @Test
  void a_machine_that_is_new_is_well_and_stays_as_it_is() throws Exception {
    Said said = a2a("doctor");

    assertEquals(0, said.status(), said.out() + said.err());
    assertFalse(Files.exists(folder.resolve("data")), "nothing was started for it");
  }

  @Test
  void the_daemon_that_a_person_never_started_is_examined_too() throws Exception {
    assertEquals(0, a2a("register", "alice").status());

    Said well = a2a("doctor");

    assertEquals(0, well.status(), well.out() + well.err());
    assertTrue(well.out().contains("and answered a call"), well.out());
    assertTrue(well.out().contains("is ready"), well.out());
  }

  private static List<String> wrong(Said said) throws IOException {
    List<String> checks = new ArrayList<>();
    for (JsonNode finding : Json.answers().readTree(said.out()).path("findings")) {
      if (finding.path("state").asText().equals("wrong")) {
        checks.add(finding.path("check").asText());
      }
    }
    return checks;
  }

  private Said a2a(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(image.launcher("a2a").toString()));
    command.addAll(List.of(words));
    return Image.run(
        folder,
        Map.of(
            "HOME", folder.toString(),
            "PATH", image.home().resolve("bin") + ":/usr/bin:/bin",
            "A2A_CONFIG_DIR", folder.resolve("config").toString(),
            "A2A_DATA_DIR", folder.resolve("data").toString(),
            "A2A_STORE", "file"),
        "",
        command);
  }
}
