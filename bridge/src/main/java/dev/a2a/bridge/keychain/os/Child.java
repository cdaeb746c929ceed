package dev.a2a.bridge.keychain.os;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs a program to its end, within a deadline and never through a shell.
///
/// It starts in the home of the person, not in the folder of a project, and its input ends at once
/// after what it is given. What it says is kept in memory, at most 64 KiB of it.
public final class Child {
  private static final int OUTPUT_MAX = 64 << 10;

  private final List<String> command;
  private final Map<String, String> env;

  /// Runs `command` in that environment and no other.
  public Child(List<String> command, Map<String, String> env) {
    this.command = List.copyOf(command);
    this.env = Map.copyOf(env);
  }

  /// How it ended, and what it printed.
  public record Ended(int status, String out, String err) {}

  /// Throws [Deadline.Passed] if it does not end in time, in which case it is ended; another
  /// [IOException] if it cannot be started.
  public Ended run(String input, Deadline deadline) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(Path.of(System.getProperty("user.home", "/")).toFile());
    builder.environment().clear();
    builder.environment().putAll(env);
    Process process = builder.start();
    try {
      CompletableFuture<String> out = drained(process.getInputStream());
      CompletableFuture<String> err = drained(process.getErrorStream());
      give(input, process);
      if (!process.waitFor(deadline.millisLeft(), TimeUnit.MILLISECONDS)) {
        throw new Deadline.Passed();
      }
      return new Ended(process.exitValue(), within(out, deadline), within(err, deadline));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static void give(String input, Process process) {
    try (OutputStream to = process.getOutputStream()) {
      to.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // It ended without reading; its status says why.
    }
  }

  // A child of the child may hold the pipe open.
  private static String within(CompletableFuture<String> text, Deadline deadline)
      throws IOException, InterruptedException {
    try {
      return text.get(deadline.millisLeft(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw new Deadline.Passed();
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
  }

  private static CompletableFuture<String> drained(InputStream from) {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try (from) {
            byte[] start = from.readNBytes(OUTPUT_MAX);
            from.transferTo(OutputStream.nullOutputStream()); // Or it would block.
            text.complete(new String(start, StandardCharsets.UTF_8));
          } catch (IOException e) {
            text.completeExceptionally(e);
          }
        });
    return text;
  }
}
