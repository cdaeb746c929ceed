package dev.a2a.bridge.cli.self;

import dev.a2a.bridge.cli.stage.Stage;
import dev.a2a.bridge.link.Programs;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Setting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Lets each program do what it does every day, while the virtual machine notes what that takes:
/// commands, a session of a bridge, a daemon that answers both. Each program writes its cache when
/// it ends, some seconds long; then it is tried.
final class Training {
  static final List<String> PROGRAMS = List.of("a2a", "a2a-bridge", "a2a-daemon");
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String SESSION =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{"elicitation":{}},"clientInfo":{"name":"a2a","version":"1"}}}
      {"jsonrpc":"2.0","method":"notifications/initialized"}
      {"jsonrpc":"2.0","id":2,"method":"tools/list","params":{}}
      {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"a2a_whoami"}}
      {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"a2a_check_inbox",\
      "arguments":{}}}
      """;
  private static final int ANSWERS = 4;

  private final Stage stage;
  private final Programs programs;

  Training(Stage stage, Programs programs) {
    this.stage = stage;
    this.programs = programs;
  }

  /// Returns the folder with the caches, on the stage.
  Path run() throws IOException, InterruptedException {
    Path made = Files.createDirectory(stage.folder().resolve("caches"));
    stage.inherit(Map.of("A2A_AOT_OUTPUT", made.toString()));
    String url = stage.daemon();
    ended(stage.start("alice", programs.people(List.of("self", "rehearse", url))), "a2a");
    converse(stage.bridge("alice"));
    if (!stage.stop(LIMIT)) {
      throw failed("a2a-daemon did not end well.");
    }
    attempt(made);
    return made;
  }

  private void converse(Process bridge) throws IOException, InterruptedException {
    Thread watch = Thread.ofVirtual().start(() -> endLate(bridge));
    try (Writer host = bridge.outputWriter(StandardCharsets.UTF_8);
        BufferedReader answers = bridge.inputReader(StandardCharsets.UTF_8)) {
      host.write(SESSION);
      host.flush();
      for (int answered = 0; answered < ANSWERS; answered++) {
        String answer = answers.readLine();
        if (answer == null || answer.contains("\"error\"")) {
          throw failed("a2a-bridge answered " + answer);
        }
      }
    }
    ended(bridge, "a2a-bridge");
    watch.interrupt();
  }

  /// One that does not answer would be waited for without end.
  private static void endLate(Process bridge) {
    try {
      Thread.sleep(LIMIT);
      bridge.destroyForcibly();
    } catch (InterruptedException _) {
      // It has ended.
    }
  }

  /// A virtual machine that cannot use a cache says so, if it must use it.
  private void attempt(Path made) throws InterruptedException {
    stage.inherit(
        Map.of(
            "A2A_AOT_OUTPUT",
            "",
            Setting.AOT_CACHE.env(),
            made.toString(),
            "JDK_JAVA_OPTIONS",
            "-XX:AOTMode=on"));
    List<String> version = List.of("--version");
    ended(stage.start("alice", programs.people(version)), "a2a with its cache");
    ended(stage.start("alice", programs.bridge(version)), "a2a-bridge with its cache");
    ended(stage.start("alice", programs.daemon(version)), "a2a-daemon with its cache");
    for (String program : PROGRAMS) {
      if (!Files.exists(made.resolve(program + ".aot"))) {
        throw failed(program + " left no cache.");
      }
    }
  }

  private static void ended(Process process, String what) throws InterruptedException {
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw failed(what + " did not end well.");
    }
  }

  private static Refusal failed(String why) {
    return new Refusal(new Problem.OptimizeFailed(why));
  }
}
