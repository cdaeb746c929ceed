package dev.a2a.daemon.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.install.Installer.Said;
import dev.a2a.daemon.install.Installer.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// `install.sh` in each shell: what it installs, and in place of what.
@ParameterizedClass
@MethodSource("shells")
class InstallScriptTest extends StandIns {
  InstallScriptTest(Shell shell) {
    super(shell);
  }

  @Test
  void the_latest_release_is_loaded_proven_and_linked() throws Exception {
    Said said = person.pipe(Installer.SCRIPT);

    assertEquals(0, said.status(), said.err());
    assertEquals("1.0.0", person.version());
    assertEquals(List.of("a2a", "a2a-bridge", "a2a-daemon"), Installer.tree(person.bin()));
    assertTrue(said.err().contains("a2a 1.0.0 is installed in " + person.data()), said.err());
    assertTrue(said.err().contains("export PATH=\"" + person.bin() + ":$PATH\""), said.err());
    assertTrue(said.err().contains("a2a setup"), said.err());
    assertEquals("rwx------", mode(person.data()));
    assertEquals("rwxr-xr-x", mode(person.data().resolveSibling("")));
    assertEquals(List.of(), leftOver());
  }

  @Test
  void in_a_checkout_it_installs_what_is_built_there() throws Exception {
    Path checkout = folder.resolve("a checkout");
    Files.createDirectories(checkout.resolve("daemon/src/dist/bin"));
    Files.writeString(checkout.resolve("daemon/src/dist/bin/a2a"), "");
    Path script = Files.copy(Installer.SCRIPT, checkout.resolve("install.sh"));
    Path maven = Files.createDirectory(folder.resolve("maven")).resolve("mvn");
    Files.writeString(
        maven,
        "#!/bin/sh\nmkdir -p daemon/target && cd daemon/target && tar -xzf '%s'\n"
            .formatted(releases.archive("1.0.0")));
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
    person.env("PATH", maven.resolveSibling("") + ":" + shell.path());

    Said said = person.script(script);

    assertEquals(0, said.status(), said.err());
    assertEquals("1.0.0", person.version());
    assertTrue(person.versions().getFirst().startsWith("1.0.0+"), person.versions()::toString);
    assertEquals(List.of(), releases.asked());
    // What Maven could not do is told, and changes nothing.
    Files.writeString(maven, "#!/bin/sh\necho '[ERROR] it is broken'\nexit 1\n");
    refused(person.script(script), "it is broken", "the build failed");
    assertEquals("1.0.0", person.version());
  }

  @Test
  void again_it_loads_nothing_and_changes_nothing() throws Exception {
    person.pipe(Installer.SCRIPT);
    List<String> before = Installer.tree(person.home());
    releases.asked();

    Said said = person.pipe(Installer.SCRIPT);

    assertEquals(0, said.status(), said.err());
    assertEquals(before, Installer.tree(person.home()));
    assertEquals(List.of("/latest/download/" + Releases.CHECKSUMS), releases.asked());
    assertEquals("1.0.0", person.version());

    // With --force it does load it again, into a place of its own.
    assertEquals(0, person.pipe(Installer.SCRIPT, "--force").status());
    assertTrue(releases.asked().toString().contains(Releases.name("1.0.0")));
    assertEquals(1, person.versions().size(), person.versions()::toString);
    assertTrue(person.versions().getFirst().startsWith("1.0.0+"), person.versions()::toString);
  }

  @Test
  void one_that_was_damaged_is_loaded_again() throws Exception {
    person.pipe(Installer.SCRIPT);
    Files.delete(person.data().resolve("versions/1.0.0/bin/a2a-daemon"));

    assertEquals(0, person.pipe(Installer.SCRIPT).status());

    assertEquals(0, person.installed("a2a-daemon", "--version").status());
  }

  @Test
  void a_newer_and_an_older_version_take_the_place_of_what_was_there() throws Exception {
    person.pipe(Installer.SCRIPT);
    release("1.1.0");
    assertEquals(0, person.pipe(Installer.SCRIPT).status());
    assertEquals("1.1.0", person.version());
    assertEquals(List.of("1.1.0"), person.versions());

    Said said = person.install("--version", "v1.0.0");

    assertEquals(0, said.status(), said.err());
    assertEquals("1.0.0", person.version());
    assertEquals(List.of("1.0.0"), person.versions());
  }

  @Test
  void an_archive_that_is_not_the_one_of_the_list_is_refused() throws Exception {
    person.pipe(Installer.SCRIPT);
    release("1.1.0");
    standIn(releases.archive("1.1.0"), "6.6.6");
    List<String> before = Installer.tree(person.home());

    Said said = person.pipe(Installer.SCRIPT);

    refused(said, "is not what it should be", "Load it again");
    assertEquals(before, Installer.tree(person.home()));
    assertEquals("1.0.0", person.version());
  }

  @Test
  void half_an_archive_is_refused() throws Exception {
    person.pipe(Installer.SCRIPT);
    List<String> before = Installer.tree(person.home());
    Path half = folder.resolve("half.tar.gz");
    byte[] whole = Files.readAllBytes(releases.archive("1.0.0"));
    for (int part = 1; part <= 4; part++) {
      Files.write(half, Arrays.copyOf(whole, whole.length * part / 5));
      refused(person.install("--from", half.toString()), "is damaged or no archive");
    }

    assertEquals(before, Installer.tree(person.home()));
    Files.write(half, whole); // The control: the whole of it is taken.
    assertEquals(0, person.install("--from", half.toString(), "--force").status());
  }

  @Test
  void half_of_the_script_does_nothing() throws Exception {
    long length = Files.size(Installer.SCRIPT);
    StringBuilder cuts = new StringBuilder();
    for (long cut = 0; cut < length - 1; cut += cut > length - 120 ? 1 : 40) {
      cuts.append(' ').append(cut);
    }
    Path loop = folder.resolve("cuts.sh");
    Files.writeString(
        loop,
        "for cut in %s; do head -c $cut '%s' | %s -s 2>&1; done\n"
            .formatted(cuts, Installer.SCRIPT, String.join(" ", shell.command())));

    Said said = person.pipe(loop);

    assertEquals(List.of(), Installer.tree(person.home()));
    assertEquals(List.of(), releases.asked());
    assertFalse(said.out().contains("a2a install:"), said.out());
    assertTrue(said.out().contains("unexpected"), "no shell said: " + said.out());
    // The control: without its last line break it is whole.
    Files.writeString(
        loop,
        "head -c %d '%s' | %s -s\n"
            .formatted(length - 1, Installer.SCRIPT, String.join(" ", shell.command())));
    assertEquals(0, person.pipe(loop).status());
    assertEquals("1.0.0", person.version());
  }

  @Test
  void a_file_is_proven_by_what_lies_beside_it() throws Exception {
    Path file = Files.copy(releases.archive("1.0.0"), folder.resolve(Releases.name("1.0.0")));
    Said unproven = person.install("--from", file.getFileName().toString());
    assertEquals(0, unproven.status(), unproven.err());
    assertTrue(unproven.err().contains("nothing proves"), unproven.err());

    Path list = folder.resolve(Releases.CHECKSUMS);
    Files.copy(releases.checksums("1.0.0"), list);
    Said proven = person.install("--from", file.toString());
    assertEquals(0, proven.status(), proven.err());
    assertFalse(proven.err().contains("nothing proves"), proven.err());

    Files.writeString(list, "1".repeat(64) + "  " + file.getFileName() + "\n");
    refused(person.install("--from", file.toString()), "is not what it should be");
    // The one of this file alone counts first; JReleaser writes it without name and line break.
    Path own = Files.writeString(Path.of(file + ".sha256"), Releases.sha256(file));
    assertEquals(0, person.install("--from", file.toString()).status());
    Files.writeString(own, "2".repeat(64));
    refused(person.install("--from", file.toString()), "is not what it should be");
  }

  @Test
  void removing_leaves_mail_keys_and_settings_and_nothing_else() throws Exception {
    person.pipe(Installer.SCRIPT);
    assertEquals(0, person.install("--uninstall").status());
    assertEquals(List.of(".local", ".local/bin", ".local/share"), Installer.tree(person.home()));

    Files.createDirectories(person.home().resolve(".config/a2a"));
    Files.writeString(person.home().resolve(".config/a2a/config.json"), "{}");
    Files.createDirectory(person.data());
    Files.writeString(person.data().resolve("a2a.db"), "mail");
    Files.createDirectory(person.data().resolve(".install.broken")); // Of one that was killed.
    Path other = Files.writeString(person.bin().resolve("other"), "");
    List<String> own = Installer.tree(person.home());
    person.pipe(Installer.SCRIPT);
    assertNotEquals(own, Installer.tree(person.home()));

    Said said = person.install("--uninstall");

    assertEquals(0, said.status(), said.err());
    Files.createDirectory(person.data().resolve(".install.broken"));
    assertEquals(own, Installer.tree(person.home()));
    assertTrue(Files.exists(other));
    assertEquals(0, person.install("--uninstall").status(), "twice is as good as once");
  }
}
