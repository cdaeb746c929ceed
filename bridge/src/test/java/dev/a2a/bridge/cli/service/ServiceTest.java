package dev.a2a.bridge.cli.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.a2a.bridge.cli.service.Service.Job;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ServiceTest {
  private static final String ODD = "a <b> & \"c\" 100% $HOME \\d";

  @TempDir Path folder;

  private Map<String, String> env() {
    return Map.of("HOME", folder.toString());
  }

  private static Job job(String program, String argument) {
    return new Job(
        List.of(program, argument), Map.of("A2A_DATA_DIR", "/" + ODD), Path.of("/log & more"));
  }

  @Test
  void the_place_of_a_unit_follows_xdg_if_that_is_absolute() {
    Job job = job("/a", "b");
    assertEquals(
        folder.resolve(".config/systemd/user/a2a.service"), Service.of("Linux", env(), job).file());
    assertEquals(
        Path.of("/x/systemd/user/a2a.service"),
        Service.of("Linux", Map.of("XDG_CONFIG_HOME", "/x"), job).file());
    assertEquals(
        folder.resolve(".config/systemd/user/a2a.service"),
        Service.of("Linux", Map.of("HOME", folder.toString(), "XDG_CONFIG_HOME", "x"), job).file());
  }

  @Test
  void other_systems_and_line_breaks_are_refused() {
    assertThrows(Refusal.class, () -> Service.of("Windows 11", env(), job("/a", "b")));
    assertThrows(Refusal.class, () -> job("/a\nExecStartPre=/bin/evil", "b"));
  }

  @Test
  void systemd_itself_reads_the_unit_and_hands_every_word_on_as_it_is() throws Exception {
    boolean there = Files.isExecutable(Path.of("/usr/bin/systemd-analyze"));
    if ("true".equals(System.getenv("CI"))) {
      assertTrue(there, "systemd-analyze is not installed");
    }
    if (!there) {
      System.err.println("SKIPPED, for systemd-analyze is not installed");
    }
    assumeTrue(there);
    Path bin = Files.createDirectories(folder.resolve("100%h a dir"));
    Path program = Files.createSymbolicLink(bin.resolve("a2a-daemon"), Path.of("/bin/true"));
    String text = Service.of("Linux", env(), job(program.toString(), ODD)).text();

    assertEquals("", verify(text));
    // The controls: without the quotes, or without what guards a %, the program is not found.
    assertFalse(verify(text.replace("\"", "")).isEmpty());
    assertFalse(verify(text.replace("%%", "%")).isEmpty());
  }

  private String verify(String text) throws IOException, InterruptedException {
    Path unit = Files.writeString(folder.resolve("a2a.service"), text);
    ProcessBuilder builder =
        new ProcessBuilder(
                "/usr/bin/systemd-analyze",
                "verify",
                "--user",
                "--man=no",
                "--recursive-errors=no",
                unit.toString())
            .redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    return process.exitValue() == 0 && !said.contains("a2a.service") ? "" : "It said: " + said;
  }

  @Test
  void the_property_list_of_launchd_is_xml_and_holds_every_word_as_it_is() throws Exception {
    Service service = Service.of("Mac OS X", env(), job("/opt/a2a <1>/a2a-daemon", ODD));
    assertEquals(folder.resolve("Library/LaunchAgents/dev.a2a.daemon.plist"), service.file());

    List<String> words = strings(service.text());
    assertEquals(
        List.of("dev.a2a.daemon", "/opt/a2a <1>/a2a-daemon", ODD, "/" + ODD, "/log & more"), words);
    assertEquals(
        List.of("launchctl bootstrap gui/$(id -u) '" + service.file() + "'"), service.start());
  }

  private static List<String> strings(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    DocumentBuilder builder = factory.newDocumentBuilder();
    Document list = builder.parse(new InputSource(new StringReader(text)));
    var found = list.getElementsByTagName("string");
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> found.item(i).getTextContent())
        .toList();
  }
}
