package dev.a2a.daemon.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// `install.sh` of this checkout in one shell, for a person whose home has a space in its name.
final class Installer {
  static final Path SCRIPT = Path.of("../install.sh").toAbsolutePath().normalize();
  private static final long LIMIT_SECONDS = 240;

  /// A shell and the commands that it finds.
  record Shell(String name, List<String> command, String path) {
    @Override
    public String toString() {
      return name;
    }
  }

  /// What a process said, once it ended.
  record Said(int status, String out, String err) {}

  private final Path folder;
  private final Shell shell;
  private final List<String> env = new ArrayList<>();
  private List<String> user = List.of();

  /// Everything that it writes is in `folder`.
  Installer(Path folder, Shell shell) throws IOException {
    this.folder = folder;
    this.shell = shell;
    Files.createDirectories(home());
    Files.createDirectories(folder.resolve("said"));
    env("HOME", home().toString());
    env("PATH", shell.path());
    env("A2A_STORE", "file");
    env("A2A_AOT_CACHE", "off"); // Or each installation would take some seconds more.
  }

  /// Those that are `/bin/sh` somewhere, each with its usual commands. BusyBox brings its own, of
  /// which wget is the one to load with.
  static Stream<Shell> shells() throws IOException, InterruptedException {
    String usual = "/usr/bin:/bin";
    return Stream.of(
        new Shell("dash", List.of("dash"), usual),
        new Shell("bash", List.of("bash", "--posix"), usual),
        new Shell("busybox", List.of("sh"), busybox().toString()));
  }

  private static Path busybox() throws IOException, InterruptedException {
    Path folder = Path.of("target/busybox").toAbsolutePath();
    if (!Files.exists(folder.resolve("sh"))) {
      Files.createDirectories(folder);
      Image.there(Files.exists(Path.of("/usr/bin/busybox")), "busybox is missing");
      Process made =
          new ProcessBuilder("/usr/bin/busybox", "--install", "-s", folder.toString()).start();
      assertEquals(0, made.waitFor());
    }
    return folder;
  }

  Path folder() {
    return folder;
  }

  Path home() {
    return folder.resolve("a home");
  }

  Path data() {
    return home().resolve(".local/share/a2a");
  }

  Path bin() {
    return home().resolve(".local/bin");
  }

  /// Sets a variable of the environment, which has nothing of this process's own.
  Installer env(String name, String value) {
    env.removeIf(e -> e.startsWith(name + "="));
    env.add(name + "=" + value);
    return this;
  }

  Installer releases(Releases releases) {
    return env("A2A_RELEASES", releases.address());
  }

  /// From now on as nobody, where this process may change that.
  Installer asNobody() throws IOException, InterruptedException {
    if (System.getProperty("user.name").equals("root")) {
      user = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    }
    return this;
  }

  Said install(String... options) throws IOException, InterruptedException {
    return script(SCRIPT, options);
  }

  /// The same with another copy of it.
  Said script(Path script, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(shell.command());
    command.add(script.toString());
    command.addAll(List.of(options));
    return run(Path.of("/dev/null"), command);
  }

  /// The same as `… | sh -s -- OPTIONS`.
  Said pipe(Path script, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(shell.command());
    command.addAll(List.of("-s", "--"));
    command.addAll(List.of(options));
    return run(script, command);
  }

  /// Runs a command that was installed.
  Said installed(String program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(bin().resolve(program).toString()));
    command.addAll(List.of(arguments));
    return run(Path.of("/dev/null"), command);
  }

  String version() throws IOException, InterruptedException {
    Said said = installed("a2a", "--version");
    assertEquals(0, said.status(), said.err());
    return said.out().strip().split(" ", -1)[1];
  }

  ProcessBuilder process(List<String> command) {
    List<String> all = new ArrayList<>(user);
    all.addAll(List.of("env", "-i"));
    all.addAll(env);
    all.addAll(command);
    return new ProcessBuilder(all).directory(folder.toFile());
  }

  private Said run(Path input, List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder.resolve("said"), "out", "");
    Path err = Files.createTempFile(folder.resolve("said"), "err", "");
    Process process =
        process(command)
            .redirectInput(input.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), () -> command + " is stuck");
      return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }

  /// Everything below a folder, by path from there.
  static List<String> tree(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> !file.equals(root))
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /// The installed versions.
  List<String> versions() {
    String[] names = data().resolve("versions").toFile().list();
    return names == null ? List.of() : Arrays.stream(names).sorted().toList();
  }
}
