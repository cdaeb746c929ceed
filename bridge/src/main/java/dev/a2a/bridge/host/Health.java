package dev.a2a.bridge.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// What a host itself says of our entry.
public enum Health {
  /// It started the bridge and spoke with it.
  CONNECTED,
  /// It knows the entry; it has no command that tries it.
  LISTED,
  /// It does not know the entry, or the bridge did not answer it.
  FAILED,
  /// It has no command to ask, is not on the `PATH`, or did not answer in time.
  NOT_ASKED;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ANSWER_MAX = 1024 * 1024;

  /// A question: arguments of the host's program, and what a good answer looks like.
  private record Question(Health good, Pattern answer, String program, List<String> arguments) {}

  /// Asks the host; this may take as long as the host takes to start every server that it has.
  public static Health of(Host host, Machine machine) {
    return question(host)
        .flatMap(question ->
            machine
                .program(question.program())
                .flatMap(program -> answer(program, question.arguments(), machine))
                .map(text -> question.answer().matcher(text).find() ? question.good() : FAILED))
        .orElse(NOT_ASKED);
  }

  // Tried with Claude Code 2.1.332, Codex 0.171.0, Gemini CLI 0.61.0, opencode 1.18.33.
  private static Optional<Question> question(Host host) {
    return Optional.ofNullable(
        switch (host.id()) {
          case "claude-code" -> asked(CONNECTED, "✔ Connected", "claude", "get", Host.ENTRY);
          case "codex" -> asked(LISTED, "command: .*a2a-bridge", "codex", "get", Host.ENTRY);
          case "gemini" -> asked(CONNECTED, "✓ a2a: .*- Connected", "gemini", "list");
          case "opencode" -> asked(CONNECTED, "✓ *a2a .*connected", "opencode", "list");
          case "copilot" -> asked(LISTED, "a2a-bridge", "copilot", "get", Host.ENTRY);
          default -> null;
        });
  }

  private static Question asked(Health good, String answer, String program, String... words) {
    List<String> arguments = new ArrayList<>(List.of("mcp"));
    arguments.addAll(List.of(words));
    return new Question(good, Pattern.compile(answer), program, arguments);
  }

  /// What it printed, without colours; in the person's folder, where no project's settings are.
  private static Optional<String> answer(Path program, List<String> arguments, Machine machine) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(machine.home().toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(machine.env());
    builder.environment().put("NO_COLOR", "1");
    builder.environment().put("GEMINI_CLI_TRUST_WORKSPACE", "true"); // Else it asks, or skips.
    try {
      Process process = builder.start();
      try {
        process.getOutputStream().close();
        CompletableFuture<byte[]> output =
            CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
        byte[] bytes = output.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        String text = new String(bytes, StandardCharsets.UTF_8);
        return Optional.of(text.replaceAll("\u001B\\[[0-9;?]*[A-Za-z]", ""));
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException | ExecutionException | TimeoutException _) {
      return Optional.empty(); // Not asked, which is what is said then.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static byte[] read(InputStream in) {
    try {
      return in.readNBytes(ANSWER_MAX);
    } catch (IOException _) {
      return new byte[0]; // It was ended.
    }
  }
}
