package dev.a2a.daemon;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packed image, as a user installs it, and processes run from it. A build without an image
/// (`-DskipDist`) skips the tests that ask for it; on CI that is a failure.
public final class Image {
  private static final long LIMIT_SECONDS = 60;

  private final Path home;

  private Image(Path home) {
    this.home = home;
  }

  public static Image built() {
    Path home = Path.of(System.getProperty("a2a.image", "no image"));
    there(Files.isDirectory(home), "there is no image; build without -DskipDist");
    return new Image(home);
  }

  /// What a test needs of this machine: skips the test where it is missing, and fails it on CI.
  public static void there(boolean condition, String otherwise) {
    if ("true".equals(System.getenv("CI"))) {
      assertTrue(condition, otherwise);
    }
    assumeTrue(condition, otherwise);
  }

  public Path home() {
    return home;
  }

  Path launcher(String program) {
    return home.resolve("bin").resolve(program);
  }

  /// What a process said, once it ended.
  record Said(int status, String out, String err) {}

  /// Runs a program to its end, with nothing of this process's `A2A_` environment.
  static Said run(Path folder, Map<String, String> env, String input, List<String> command)
      throws IOException, InterruptedException {
    Path in = Files.writeString(Files.createTempFile(folder, "in", ""), input);
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    Process process =
        process(env, command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertTrue(
          process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS),
          () -> command + " did not end in " + LIMIT_SECONDS + " s");
      return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }

  /// A daemon of the image on any free port; closing it ends it.
  RunningDaemon daemon(Path data) throws IOException {
    return daemon(data, Map.of());
  }

  /// The same, with settings in its environment; without limits of rates unless they set some.
  RunningDaemon daemon(Path data, Map<String, String> env) throws IOException {
    List<String> command =
        List.of(launcher("a2a-daemon").toString(), "--port", "0", "--data", data.toString());
    Map<String, String> all = new HashMap<>(dev.a2a.daemon.RunningDaemon.UNLIMITED);
    all.putAll(env);
    Process process = process(all, command).redirectOutput(Path.of("/dev/null").toFile()).start();
    String first = process.errorReader(StandardCharsets.UTF_8).readLine();
    String url = String.valueOf(first).replaceFirst(".* listening on ", "");
    if (!url.startsWith("http://")) {
      process.destroyForcibly();
      throw new AssertionError("the daemon did not listen: " + first);
    }
    Thread.ofVirtual().start(() -> drain(process));
    return new RunningDaemon(process, url);
  }

  record RunningDaemon(Process process, String url) implements AutoCloseable {
    @Override
    public void close() {
      process.destroy();
      process.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }
  }

  private static ProcessBuilder process(Map<String, String> env, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
    builder.environment().keySet().removeIf(name -> name.startsWith("A2A_"));
    builder.environment().putAll(env);
    return builder;
  }

  private static void drain(Process process) {
    try {
      process.getErrorStream().transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException _) {
      // The daemon ended, and its log with it.
    }
  }
}
