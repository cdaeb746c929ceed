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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `a2a bench` and `a2a-daemon --probe` of the packed image. How fast anything is is no matter
/// here: that it is measured and checked is.
class BenchIT {
  @TempDir Path folder;
  private Image image;

  @BeforeEach
  void image() {
    image = Image.built();
  }

  @Test
  void a_private_daemon_is_measured_with_its_baseline_and_leaves_nothing_behind() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));

    JsonNode found = bench("--baseline", "--dir", data.toString());

    assertTrue(found.path("per_second").path("median").asDouble() > 0, found::toString);
    assertRan(found, "send_ms", "visible_ms", "inbox_ms");
    assertTrue(found.path("disk").path("fsync_ms_p50").asDouble() > 0, found::toString);
    assertFalse(found.path("disk").path("file_system").asText().isEmpty());
    JsonNode baseline = found.path("baseline");
    for (String member :
        List.of("group_off_per_second", "group_ratio", "post_per_second", "post_ratio")) {
      assertTrue(baseline.path(member).path("median").asDouble() > 0, member);
    }
    for (String member : List.of("lone_send_ms_p50", "insert_ms_p50")) {
      assertTrue(baseline.path(member).path("median").asDouble() > 0, member);
    }
    assertTrue(baseline.has("lone_minus_insert_ms"));
    assertChecked(found.path("check"), found);
    assertChecked(baseline.path("group_off_check"), found);
    assertEquals(List.of(), files(data));
  }

  @Test
  void a_daemon_that_runs_is_measured_and_the_agents_stay() throws Exception {
    try (var daemon = image.daemon(folder.resolve("data"))) {
      Said said = a2a("--server", daemon.url());

      assertEquals(0, said.status(), said.err());
      assertTrue(said.err().contains("10 agents"), said.err());
      assertTrue(said.out().contains("lost 0, doubled 0"), said.out());
      assertEquals(List.of(), said.out().lines().filter(line -> line.length() > 80).toList());
      JsonNode found = bench("--server", daemon.url());
      assertEquals(10, found.path("agents_left").asInt());
      assertFalse(found.has("disk"));
      assertChecked(found.path("check"), found);
    }
  }

  @Test
  void a_rate_is_kept_and_mixed_requests_are_counted_together() throws Exception {
    try (var daemon = image.daemon(folder.resolve("data"))) {
      JsonNode paced = bench("--server", daemon.url(), "--rate", "20", "--mixed");

      assertEquals(20, paced.path("rate").asInt());
      assertTrue(paced.path("mixed").asBoolean());
      double perSecond = paced.path("per_second").path("median").asDouble();
      assertTrue(perSecond > 0 && perSecond < 25, paced::toString);
      assertEquals(0, paced.path("refusals").size(), paced::toString);
      assertChecked(paced.path("check"), paced);
      // The control: without a rate it asks for more.
      JsonNode all = bench("--server", daemon.url(), "--mixed");
      assertTrue(all.path("per_second").path("median").asDouble() > 25, all::toString);
      assertFalse(all.has("rate"));
    }
  }

  @Test
  void a_daemon_that_refuses_is_not_measured_as_a_fast_one() throws Exception {
    // Bodies that are too long: nothing is acknowledged.
    try (var daemon = image.daemon(folder.resolve("data"), Map.of("A2A_BODY_MAX", "100"))) {
      JsonNode found = bench("--server", daemon.url());

      assertEquals(0, found.path("per_second").path("median").asDouble());
      assertTrue(found.path("refusals").path("body_too_large").asLong() > 0, found::toString);
      assertEquals(0, found.path("check").path("acknowledged").asLong());
    }
  }

  @Test
  void what_does_not_fit_is_refused() throws Exception {
    assertEquals(2, a2a("--baseline", "--server", "http://127.0.0.1:1").status());
    assertEquals(2, a2a("--senders", "0").status());
    assertEquals(2, a2a("--rate", "-1").status());
    assertEquals(2, a2a("--baseline", "--rate", "5").status());
    assertEquals(1, a2a("--dir", folder.resolve("missing").toString()).status());
  }

  @Test
  void a_disk_is_probed_and_left_as_it_was() throws Exception {
    String launcher = image.launcher("a2a-daemon").toString();
    Path data = Files.createDirectory(folder.resolve("data"));

    Said said =
        Image.run(folder, Map.of(), "", List.of(launcher, "--probe", "--data", data.toString()));

    assertEquals(0, said.status(), said.err());
    JsonNode found = Json.answers().readTree(said.out());
    assertTrue(found.path("fsync_samples").asInt() >= 50, said.out());
    assertTrue(found.path("insert_samples").asInt() >= 50, said.out());
    assertTrue(found.path("fsync_ms_p50").asDouble() > 0, said.out());
    assertTrue(found.path("insert_ms_p99").asDouble() > 0, said.out());
    assertEquals(Files.getFileStore(data).type(), found.path("file_system").asText());
    assertEquals(List.of(), files(data));
  }

  private static void assertRan(JsonNode found, String... names) {
    for (String name : names) {
      JsonNode ms = found.path(name);
      assertTrue(ms.path("samples").asInt() > 0, found::toString);
      assertTrue(ms.path("p50").asDouble() <= ms.path("p99").asDouble(), found::toString);
    }
  }

  private static void assertChecked(JsonNode check, JsonNode found) {
    assertTrue(check.path("acknowledged").asLong() > 0, found::toString);
    assertEquals(0, check.path("lost").asLong(-1), found::toString);
    assertEquals(0, check.path("doubled").asLong(-1), found::toString);
  }

  private JsonNode bench(String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of(options));
    words.add("--json");
    Said said = a2a(words.toArray(String[]::new));
    assertEquals(0, said.status(), said.err());
    return Json.answers().readTree(said.out());
  }

  private Said a2a(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(image.launcher("a2a").toString(), "bench"));
    command.addAll(List.of("--seconds", "1", "--warmup", "0"));
    if (!List.of(options).contains("--senders")) {
      command.addAll(List.of("--senders", "4"));
    }
    command.addAll(List.of(options));
    return Image.run(folder, Map.of("HOME", folder.toString()), "", command);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
