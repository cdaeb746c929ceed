package dev.a2a.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Image.Said;
import dev.a2a.shared.home.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The image that the build made: each program starts in it, wherever it lies and however it is
/// reached.
class ImageIT {
  private final Image image = Image.built();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"a2a", "a2a-bridge", "a2a-daemon"})
  void a_program_says_its_version(String program) throws Exception {
    Said said = run(image.launcher(program).toString(), "--version");

    assertEquals(0, said.status(), said.err());
    assertEquals("", said.err());
    assertTrue(said.out().contains(Version.ofThisBuild().line()), said.out());
  }

  @Test
  void a_program_is_found_through_links_and_from_a_path_with_spaces() throws Exception {
    Path spaced = Files.createDirectory(folder.resolve("a place"));
    Files.createSymbolicLink(spaced.resolve("image"), image.home());
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path first = bin.resolve("first");
    Files.createSymbolicLink(first, Path.of("../a place/image/bin/a2a-daemon"));
    Path link = Files.createSymbolicLink(bin.resolve("a2a-daemon"), Path.of("first"));

    Said said = run(link.toString(), "--version");

    assertEquals(0, said.status(), said.err());
    assertEquals("a2a-daemon " + Version.ofThisBuild().line() + "\n", said.out());
  }

  @Test
  void a_link_of_another_name_starts_nothing() throws Exception {
    Path link = folder.resolve("a2b");
    Files.createSymbolicLink(link, image.launcher("a2a-daemon"));

    Said said = run(link.toString(), "--version");

    assertEquals(1, said.status());
    assertEquals("", said.out());
    assertTrue(said.err().startsWith("a2b: "), said.err());
  }

  @Test
  void what_the_virtual_machine_says_stays_off_stdout() throws Exception {
    // An archive that is none makes the virtual machine complain.
    Path archive = Files.writeString(folder.resolve("no.jsa"), "none");
    Map<String, String> env = Map.of("JDK_JAVA_OPTIONS", "-XX:SharedArchiveFile=" + archive);

    Said said =
        Image.run(folder, env, "", List.of(image.launcher("a2a-daemon").toString(), "--version"));

    assertEquals("a2a-daemon " + Version.ofThisBuild().line() + "\n", said.out());
  }

  @Test
  void only_the_native_library_of_this_platform_is_packed() throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(image.home().resolve("lib/app"))) {
      jars = files.filter(f -> f.getFileName().toString().startsWith("sqlite-jdbc-")).toList();
    }
    assertEquals(1, jars.size());
    try (ZipFile jar = new ZipFile(jars.getFirst().toFile())) {
      List<String> libraries =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.startsWith("org/sqlite/native/") && !name.endsWith("/"))
              .toList();

      assertEquals(1, libraries.size(), libraries::toString);
    }
  }

  @Test
  void the_daemon_listens_and_ends_well() throws Exception {
    Process process;
    try (Image.RunningDaemon daemon = image.daemon(folder.resolve("data"))) {
      process = daemon.process();
      assertTrue(Files.exists(folder.resolve("data/daemon.json")));
    }

    assertEquals(0, process.exitValue());
    assertTrue(Files.notExists(folder.resolve("data/daemon.json")));
  }

  private Said run(String... command) throws IOException, InterruptedException {
    return Image.run(folder, Map.of(), "", List.of(command));
  }
}
