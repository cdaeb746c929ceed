package dev.a2a.bridge.cli;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Version;
import dev.a2a.shared.json.Json;
import dev.a2a.shared.text.Visible;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says every kind of no: one line on stderr, or with `--json` one problem object, and the exit
/// status. Never a stack trace.
final class Failures {
  private final Shell shell;
  private final boolean json;

  Failures(Shell shell, String... args) {
    this.shell = shell;
    this.json = List.of(args).contains("--json");
  }

  /// The same members as over HTTP.
  @JsonPropertyOrder({"type", "title", "status", "code", "detail", "retry_after"})
  record ProblemObject(
      String type,
      String title,
      int status,
      String code,
      String detail,
      @Nullable Long retryAfter) {}

  /// A command line that does not fit: what is wrong, and what was perhaps meant.
  int usage(ParameterException e, String[] args) {
    StringBuilder why = new StringBuilder();
    if (e instanceof UnmatchedArgumentException unmatched) {
      why.append("There is no ")
          .append(unmatched.isUnknownOption() ? "option " : "command or argument ");
      why.append('"').append(unmatched.getUnmatched().getFirst()).append("\" here.");
      List<String> near = unmatched.getSuggestions();
      if (!near.isEmpty()) {
        why.append(" Did you mean ").append(String.join(" or ", near)).append("?");
      }
    } else {
      why.append(sentence(e.getMessage()));
    }
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    why.append(" Run `").append(command).append(" --help`.");
    return say(new Problem.BadUsage(why.toString()));
  }

  /// Whatever a command threw.
  int unexpected(Throwable e) {
    return switch (e) {
      case Refusal refusal -> say(refusal.problem());
      case UncheckedIOException io -> file(Objects.requireNonNull(io.getCause(), "by contract"));
      case IOException io -> file(io);
      default -> say(broken(e.getClass().getSimpleName()));
    };
  }

  /// The answer did not reach whoever wanted it.
  int outputLost() {
    return say(new Problem.UnusableFile("standard output", "it does not take what is written"));
  }

  private int file(IOException e) {
    String name =
        switch (e) {
          case FileSystemException f -> Objects.requireNonNullElse(f.getFile(), "of a2a");
          case FileNotFoundException f -> Objects.requireNonNullElse(f.getMessage(), "of a2a");
          default -> "of a2a";
        };
    return say(new Problem.UnusableFile(name, reason(e)));
  }

  private static String reason(IOException e) {
    return e.getClass()
        .getSimpleName()
        .replace("Exception", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ");
  }

  private static Problem broken(String what) {
    return new Problem.Said(
        "internal",
        500,
        "Something is broken in a2a itself ("
            + what
            + "). Please report what you ran at "
            + Version.ofThisBuild().repository()
            + "/issues");
  }

  private int say(Problem problem) {
    if (json) {
      String title = problem.code().replace('_', ' ');
      shell
          .err()
          .println(
              Visible.json(
                  Json.write(
                      new ProblemObject(
                          "urn:a2a:problem:" + problem.code(),
                          title,
                          problem.status(),
                          problem.code(),
                          problem.detail(),
                          problem.retryAfter().orElse(null)))));
    } else {
      shell.remarks().line("a2a: " + problem.detail());
    }
    return problem.exit().status();
  }

  private static String sentence(@Nullable String text) {
    String line = text == null ? "" : text.strip();
    return line.endsWith(".") || line.isEmpty() ? line : line + ".";
  }
}
