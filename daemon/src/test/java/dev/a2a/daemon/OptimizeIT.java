package dev.a2a.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Image.Said;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// `a2a self optimize` in a copy of the image whose path has a space, and which starts use what it
/// made. That a cache is used shows where the virtual machine must use one or end.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@TestMethodOrder(MethodOrderer.MethodName.class) // The one that replaces a jar comes last but one.
class OptimizeIT {
  private static final Map<String, String> MUST = Map.of("JDK_JAVA_OPTIONS", "-XX:AOTMode=on");

  @TempDir static Path folder;
  private static Path home;
  private static Said optimized;

  @BeforeAll
  static void optimize() throws Exception {
    home = folder.resolve("an image");
    copy(Image.built().home(), home);
    Files.createDirectories(home.resolve("lib/cache")); // Or a start would optimize by itself.
    optimized = run("a2a", Map.of(), "self", "optimize");
  }

  @Test
  void each_program_has_a_cache_and_nothing_else_is_left() throws Exception {
    assertEquals(0, optimized.status(), optimized.err());
    try (Stream<Path> made = Files.list(home.resolve("lib/cache"))) {
      assertEquals(
          List.of("a2a-bridge.aot", "a2a-daemon.aot", "a2a.aot"),
          made.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void each_program_starts_from_its_cache_and_says_nothing_about_it() throws Exception {
    for (String program : List.of("a2a", "a2a-bridge", "a2a-daemon")) {
      Said said = run(program, MUST, "--version");

      assertEquals(0, said.status(), said.err());
      assertTrue(said.out().matches(program + " [^\n]+\n"), said.out());
    }
  }

  @Test
  void a_cache_that_is_none_is_ignored_in_silence() throws Exception {
    Path other = Files.createDirectory(folder.resolve("no caches"));
    Files.writeString(other.resolve("a2a.aot"), "none");

    Said said = run("a2a", Map.of("A2A_AOT_CACHE", other.toString()), "--version");

    assertEquals(0, said.status());
    assertEquals("", said.err());
    assertTrue(said.out().startsWith("a2a "), said.out());
    Said must =
        run(
            "a2a",
            Map.of("A2A_AOT_CACHE", other.toString(), "JDK_JAVA_OPTIONS", "-XX:AOTMode=on"),
            "--version");
    assertFalse(must.status() == 0, "it started from a cache that is none");
  }

  @Test
  void the_code_of_a_replaced_jar_runs_although_there_is_a_cache() throws Exception {
    // The bridge has that class in its cache. In place: the virtual machine takes a cache only for
    // jars at the path that they had.
    String launcher = home.resolve("bin/a2a-bridge").toString();
    Path jar;
    try (Stream<Path> jars = Files.list(home.resolve("lib/app"))) {
      jar =
          jars.filter(file -> file.getFileName().toString().startsWith("shared-"))
              .findFirst()
              .orElseThrow();
    }

    replaceVersion(jar);
    Said said = Image.run(folder, Map.of(), "", List.of(launcher, "--version"));

    assertEquals("a2a-bridge replaced\n", said.out());
    // The control: the virtual machine itself would not notice.
    List<String> unguarded =
        List.of(
            home.resolve("lib/runtime/bin/java").toString(),
            "-Xlog:disable",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-XX:AOTCache=" + home.resolve("lib/cache/a2a-bridge.aot"),
            "-cp",
            home.resolve("lib/app/a2a.jar").toString(),
            "dev.a2a.bridge.mcp.Main",
            "--version");
    assertFalse(
        Image.run(folder, Map.of(), "", unguarded).out().contains("replaced"),
        "the virtual machine notices now: the launcher need not look any more");
  }

  @Test
  void where_nothing_can_be_written_it_says_what_to_do() throws Exception {
    Path file = Files.writeString(folder.resolve("a file"), "");

    Said said =
        run("a2a", Map.of("A2A_AOT_CACHE", file.resolve("in it").toString()), "self", "optimize");

    assertEquals(1, said.status());
    assertEquals("", said.out());
    assertTrue(said.err().contains("cannot be written") && said.err().contains("A2A_AOT_CACHE"));
  }

  private static Said run(String program, Map<String, String> env, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of(home.resolve("bin").resolve(program).toString()), Stream.of(arguments))
            .toList();
    Map<String, String> all = new HashMap<>(env);
    all.put("A2A_STORE", "file");
    return Image.run(folder, all, "", command);
  }

  /// Puts a class of that name, compiled from other source, into the jar.
  private static void replaceVersion(Path jar) throws IOException {
    Path source = Files.createDirectories(folder.resolve("source")).resolve("Version.java");
    Files.writeString(
        source,
        """
        package dev.a2a.shared.home;
        public record Version(String number, String commit, String repository) {
          public static Version ofThisBuild() { return new Version("0", "", ""); }
          public String line() { return "replaced"; }
        }
        """);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), source.toString());
    assertEquals(0, status);
    String name = "dev/a2a/shared/home/Version.class";
    try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
      Files.copy(
          classes.resolve(name), zip.getPath("/" + name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// With the times of the files, by which a cache is judged.
  private static void copy(Path from, Path to) throws IOException, InterruptedException {
    Process cp = new ProcessBuilder("cp", "-Rp", from.toString(), to.toString()).start();
    assertEquals(0, cp.waitFor());
  }
}
