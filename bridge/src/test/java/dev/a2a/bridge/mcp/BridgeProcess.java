package dev.a2a.bridge.mcp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A real bridge process, with the memory flags that it is shipped with.
final class BridgeProcess implements AutoCloseable {
  private final Process process;
  private final Path stderr;
  final Host host;

  private BridgeProcess(Process process, Path stderr) {
    this.process = process;
    this.stderr = stderr;
    this.host = new Host(process.getOutputStream(), process.getInputStream());
  }

  /// Starts one whose files are in `folder`.
  static BridgeProcess start(Path folder, String... args) throws IOException {
    return start(folder, Map.of(), args);
  }

  /// The same, with more in its environment.
  static BridgeProcess start(Path folder, Map<String, String> env, String... args)
      throws IOException {
    Path stderr = Files.createTempFile(folder, "bridge", ".err");
    ProcessBuilder builder = new ProcessBuilder(command(args)).redirectError(stderr.toFile());
    environment(builder, folder);
    builder.environment().putAll(env);
    return new BridgeProcess(builder.start(), stderr);
  }

  static void environment(ProcessBuilder builder, Path folder) {
    builder.environment().keySet().removeIf(name -> name.startsWith("A2A_"));
    builder.environment().put("A2A_CONFIG_DIR", folder.resolve("config").toString());
    builder.environment().put("A2A_DATA_DIR", folder.resolve("data").toString());
    builder.environment().put("A2A_STORE", "file");
  }

  static List<String> command(String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(args));
    return command;
  }

  boolean alive() {
    return process.isAlive();
  }

  int exitValue() {
    return process.exitValue();
  }

  /// Waits for the end, and says how long it took.
  Duration awaitEnd() throws InterruptedException {
    long start = System.nanoTime();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), "the process goes on");
    return Duration.ofNanos(System.nanoTime() - start);
  }

  String stderr() throws IOException {
    return Files.readString(stderr);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
