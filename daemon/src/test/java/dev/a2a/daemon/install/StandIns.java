package dev.a2a.daemon.install;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.install.Installer.Said;
import dev.a2a.daemon.install.Installer.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A person with `install.sh` and a shell, and releases on a server of this machine whose programs
/// are stand-ins that say their version. [InstallIT] has the real ones.
abstract class StandIns {
  @TempDir static Path scratch;

  final Shell shell;
  @TempDir Path folder;
  Releases releases;
  Installer person;

  StandIns(Shell shell) {
    this.shell = shell;
  }

  static Stream<Shell> shells() throws IOException, InterruptedException {
    return Installer.shells();
  }

  @BeforeEach
  void publish() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    releases = new Releases(folder.resolve("releases"));
    release("1.0.0");
    person = new Installer(folder, shell).releases(releases);
  }

  @AfterEach
  void stop() {
    releases.close();
  }

  final void release(String version) throws IOException {
    Files.createDirectories(releases.archive(version).getParent());
    standIn(releases.archive(version), version);
    releases.publish(version);
  }

  static void standIn(Path file, String version) throws IOException {
    Path once = scratch.resolve(version + ".tar.gz");
    try (Tar tar = new Tar(once)) {
      String top = "a2a-" + version + "/";
      tar.folder(top).folder(top + "bin/").folder(top + "lib/");
      for (String program : List.of("a2a", "a2a-bridge", "a2a-daemon")) {
        tar.program(top + "bin/" + program, "#!/bin/sh\necho \"${0##*/} " + version + " (it)\"\n");
      }
      tar.program(top + "lib/file", "x".repeat(4000));
      tar.symbolicLink(top + "lib/link", "../lib/file");
    }
    Files.move(once, file, StandardCopyOption.REPLACE_EXISTING);
  }

  static void refused(Said said, String... sentences) {
    assertNotEquals(0, said.status(), said.out() + said.err());
    for (String sentence : sentences) {
      assertTrue(said.err().contains(sentence), said.err());
    }
    assertTrue(said.err().contains("a2a install: "), said.err());
  }

  final List<String> leftOver() throws IOException {
    return Installer.tree(person.home()).stream().filter(f -> f.contains(".install")).toList();
  }

  static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
