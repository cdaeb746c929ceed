package dev.a2a.daemon.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.install.Installer.Said;
import dev.a2a.daemon.install.Installer.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Archives that would write outside of their own folder are refused before anything is unpacked,
/// whichever `tar` and `awk` the shell finds.
class UnsafeArchiveTest {
  private static final String PROGRAM = "#!/bin/sh\necho \"${0##*/} 1.0.0\"\n";

  @TempDir Path folder;

  /// Adds something to an archive that is fine without.
  private interface Bad {
    void add(Tar tar) throws IOException;
  }

  private static final Map<String, Bad> BAD =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("a path up", t -> t.program("a2a/../../../../evil", "x")),
              Map.entry("a path up first", t -> t.program("../evil", "x")),
              Map.entry("a path with a dot", t -> t.program("a2a/./x", "x")),
              Map.entry("an absolute path", t -> t.program("/tmp/a2a-evil", "x")),
              Map.entry("a second folder", t -> t.program("b2b/x", "x")),
              Map.entry("a name with a space", t -> t.program("a2a/x y", "x")),
              Map.entry("a name with a line break", t -> t.program("a2a/x\n/evil", "x")),
              Map.entry("an absolute link", t -> t.symbolicLink("a2a/x", "/etc/passwd")),
              Map.entry("a link up", t -> t.symbolicLink("a2a/lib/x", "../../../evil")),
              Map.entry("a link to what is beside", t -> t.symbolicLink("a2a/x", "../evil")),
              Map.entry("a link over a double slash", t -> t.symbolicLink("a2a//x", "../../evil")),
              Map.entry("a link down and up", t -> t.symbolicLink("a2a/x", "lib/../../evil")),
              Map.entry("a link with an arrow", t -> t.symbolicLink("a2a/x", "/etc -> lib")),
              Map.entry("a link with a space", t -> t.symbolicLink("a2a/x", "/etc lib")),
              Map.entry(
                  "a file below a link",
                  t -> t.symbolicLink("a2a/x", "lib").program("a2a/x/y", "x")),
              Map.entry("a hard link", t -> t.hardLink("a2a/x", "/etc/passwd")),
              Map.entry("a pipe", t -> t.pipe("a2a/x"))));

  static Stream<Arguments> each() throws IOException, InterruptedException {
    return Installer.shells()
        .flatMap(shell -> BAD.keySet().stream().map(bad -> Arguments.of(shell, bad)));
  }

  static Stream<Shell> shells() throws IOException, InterruptedException {
    return Installer.shells();
  }

  @ParameterizedTest
  @MethodSource("each")
  void it_is_refused(Shell shell, String bad) throws Exception {
    Installer person = new Installer(folder, shell);

    Said said = person.install("--from", archive(Objects.requireNonNull(BAD.get(bad))).toString());

    assertNotEquals(0, said.status(), said.out());
    assertTrue(said.err().contains("is refused: it holds "), said.err());
    assertEquals(List.of(), person.versions());
    assertTrue(Files.notExists(Path.of("/tmp/a2a-evil")));
    try (Stream<Path> all = Files.walk(folder)) {
      assertEquals(List.of(), all.filter(f -> f.endsWith("evil")).toList());
    }
  }

  /// The control: the same archive, and links that stay inside.
  @ParameterizedTest
  @MethodSource("shells")
  void without_it_it_is_taken(Shell shell) throws Exception {
    Installer person = new Installer(folder, shell);

    Said said =
        person.install(
            "--from",
            archive(
                    tar -> {
                      tar.symbolicLink("a2a/lib/link", "../bin/a2a");
                      tar.symbolicLink("a2a/link", "lib/link");
                    })
                .toString());

    assertEquals(0, said.status(), said.err());
    assertEquals("1.0.0", person.version());
  }

  private Path archive(Bad more) throws IOException {
    Path file = folder.resolve("a2a.tar.gz");
    try (Tar tar = new Tar(file)) {
      tar.folder("a2a/").folder("a2a/bin/").folder("a2a/lib/");
      for (String program : List.of("a2a", "a2a-bridge", "a2a-daemon")) {
        tar.program("a2a/bin/" + program, PROGRAM);
      }
      more.add(tar);
    }
    return file;
  }
}
