package dev.a2a.daemon.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Image;
import dev.a2a.daemon.install.Installer.Said;
import dev.a2a.daemon.install.Installer.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `install.sh` in each shell: what it refuses, and that it says so and changes nothing.
@ParameterizedClass
@MethodSource("shells")
class InstallRefusalTest extends StandIns {
  /// What the script needs, and the shells.
  private static final List<String> COMMANDS =
      List.of(
          ("awk bash cat chmod cut dash date dirname grep gzip head ldd ln mkdir mktemp mv readlink"
                  + " rm rmdir sed sh sha256sum tar tr uname wget")
              .split(" ", -1));

  InstallRefusalTest(Shell shell) {
    super(shell);
  }

  @Test
  void offline_it_says_what_can_be_done() throws Exception {
    releases.close();

    refused(person.pipe(Installer.SCRIPT), "could not be loaded", "--from FILE");

    assertEquals(List.of(), leftOver());
    assertEquals(List.of(), person.versions());
    Path file = Files.copy(releases.archive("1.0.0"), folder.resolve("a2a.tar.gz"));
    assertEquals(0, person.pipe(Installer.SCRIPT, "--from", file.toString()).status());
    assertEquals("1.0.0", person.version());
  }

  @Test
  void a_release_that_is_not_there_is_told() throws Exception {
    refused(person.install("--version", "9.9.9"), "could not be loaded", "v9.9.9");
    refused(person.install("--version", "../1"), "is no version");

    Files.writeString(releases.checksums("1.0.0"), "0".repeat(64) + "  a2a-1.0.0-other.tar.gz\n");
    refused(person.install("--version", "1.0.0"), "has no build for");
  }

  @Test
  void programs_that_do_not_run_here_are_not_installed() throws Exception {
    person.pipe(Installer.SCRIPT);
    Path file = folder.resolve("broken.tar.gz");
    try (Tar tar = new Tar(file)) {
      tar.folder("a2a/").folder("a2a/bin/").folder("a2a/lib/");
      tar.program("a2a/bin/a2a", "#!/bin/sh\necho 'a2a 2.0.0'\n");
      tar.program("a2a/bin/a2a-bridge", "#!/bin/sh\necho 'a2a-bridge 2.0.0'\n");
      tar.program("a2a/bin/a2a-daemon", "#!/bin/sh\necho 'wrong machine' >&2\nexit 1\n");
    }

    refused(
        person.install("--from", file.toString()), "a2a-daemon does not run here", "wrong machine");

    assertEquals("1.0.0", person.version());
    assertEquals(List.of("1.0.0"), person.versions());
  }

  @Test
  void what_somebody_else_put_there_stays_unless_told() throws Exception {
    Files.createDirectories(person.bin());
    Path own = Files.writeString(person.bin().resolve("a2a-bridge"), "mine");
    refused(person.pipe(Installer.SCRIPT), "a2a-bridge exists", "--force", "--bin-dir");
    assertEquals("mine", Files.readString(own));
    assertFalse(Files.exists(person.data()), "it stops before it makes anything");

    assertEquals(0, person.pipe(Installer.SCRIPT, "--force").status());
    assertEquals(0, person.installed("a2a-bridge", "--version").status());

    Files.delete(own);
    Files.createDirectory(own);
    refused(person.pipe(Installer.SCRIPT, "--force"), "is a folder");
    Files.delete(own);
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createSymbolicLink(own, elsewhere);
    refused(person.pipe(Installer.SCRIPT), "a2a-bridge exists");
    assertEquals(0, person.pipe(Installer.SCRIPT, "--force").status());
    assertEquals(0, person.installed("a2a-bridge", "--version").status());
    assertEquals(List.of(), Installer.tree(elsewhere));
  }

  @Test
  void where_nothing_can_be_written_it_says_so() throws Exception {
    person.asNobody();
    Files.setPosixFilePermissions(person.home(), PosixFilePermissions.fromString("r-xr-xr-x"));
    refused(person.pipe(Installer.SCRIPT), "ermission denied", "--dir and --bin-dir");

    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    String place = open.resolve("a2a").toString();
    refused(
        person.pipe(Installer.SCRIPT, "--dir", place, "--bin-dir", closed.toString()),
        closed + " cannot be written");
    assertEquals(List.of(), releases.asked(), "it looks before it loads");

    // The control: the same person where that may write. What was named is open to others.
    Said said =
        person.pipe(Installer.SCRIPT, "--dir", place, "--bin-dir", open.resolve("bin").toString());
    assertEquals(0, said.status(), said.err());
    assertEquals("rwxr-xr-x", mode(Path.of(place)));
    assertTrue(Files.isExecutable(open.resolve("bin/a2a")));
    Files.setPosixFilePermissions(person.home(), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void on_musl_it_says_that_there_is_no_build() throws Exception {
    Path commands = Files.createDirectory(folder.resolve("commands"));
    try (Tar tar = new Tar(folder.resolve("unused.tar.gz"))) {
      tar.folder("a/");
    }
    Path ldd = commands.resolve("ldd");
    Files.writeString(ldd, "#!/bin/sh\necho 'musl libc (x86_64)' >&2\nexit 1\n");
    Files.setPosixFilePermissions(ldd, PosixFilePermissions.fromString("rwxr-xr-x"));
    person.env("PATH", commands + ":" + shell.path());

    refused(person.pipe(Installer.SCRIPT), "musl", "there is no build");

    assertEquals(List.of(), releases.asked());
    Files.writeString(ldd, "#!/bin/sh\necho 'ldd (GNU libc) 2.36'\n");
    assertEquals(0, person.pipe(Installer.SCRIPT).status());
  }

  @Test
  void without_curl_wget_will_do_and_without_both_it_says_so() throws Exception {
    // Not in the temporary folder: JUnit warns of each link that leads out when it removes it.
    Path commands = Path.of("target/commands-" + shell).toAbsolutePath();
    Files.createDirectories(commands);
    for (String name : COMMANDS) {
      for (String place : shell.path().split(":", -1)) {
        Path command = Path.of(place, name);
        if (Files.exists(command) && Files.notExists(commands.resolve(name))) {
          Files.createSymbolicLink(commands.resolve(name), command.toRealPath());
        }
      }
    }
    Image.there(Files.exists(commands.resolve("wget")), "wget is missing");
    person.env("PATH", commands.toString());
    assertEquals(0, person.pipe(Installer.SCRIPT).status());
    assertEquals("1.0.0", person.version());
    refused(person.install("--version", "9.9.9"), "could not be loaded (wget failed");
    if (shell.name().equals("busybox")) { // Its wget looks at no certificate.
      person.env("A2A_RELEASES", "https://127.0.0.1:1");
      refused(person.pipe(Installer.SCRIPT), "curl is missing (or GNU wget)");
      person.releases(releases);
    }

    Files.delete(commands.resolve("wget"));
    refused(person.pipe(Installer.SCRIPT, "--force"), "curl is missing (or GNU wget)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/a2a",
        "http://127.0.0.1.example.org",
        "ftp://127.0.0.1/",
        "file:///tmp"
      })
  void programs_come_over_https_or_from_this_machine(String address) throws Exception {
    person.env("A2A_RELEASES", address);

    refused(person.pipe(Installer.SCRIPT), "has to begin with https://");
  }

  @Test
  void a_copy_that_knows_no_releases_says_so() throws Exception {
    person.env("A2A_RELEASES", "");

    refused(person.pipe(Installer.SCRIPT), "without its checkout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--sideways", "--version", "--from", "--dir"})
  void an_option_that_is_wrong_is_told(String option) throws Exception {
    refused(person.install(option), option);

    assertEquals(List.of(), Installer.tree(person.home()));
  }
}
