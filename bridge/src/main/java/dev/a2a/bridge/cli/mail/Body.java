package dev.a2a.bridge.cli.mail;

import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.TextInput;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the body of a message comes from: an argument, a file, or standard input.
final class Body {
  /// No daemon takes more, whatever its setting.
  private static final int MAX_BYTES = 512 << 10;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Take the text from this file (UTF-8).")
  @Nullable Path file;

  /// The text; `argument` is the positional one, if it was given.
  String text(@Nullable String argument, Shell shell) {
    if (argument != null && file != null) {
      throw new Refusal(new Problem.BadUsage("There is a BODY and a --file. Give one of the two."));
    }
    String text =
        file != null
            ? ofFile(file)
            : argument == null ? piped(shell) : argument.equals("-") ? typed(shell) : argument;
    if (text.isEmpty()) {
      throw new Refusal(
          new Problem.BadUsage(
              "The message has no body. Give one as an argument, with --file, or on standard"
                  + " input."));
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new Refusal(new Problem.RequestTooLarge(MAX_BYTES));
    }
    return text;
  }

  private static String typed(Shell shell) {
    return new TextInput("standard input", shell.in()).all(MAX_BYTES);
  }

  private static String piped(Shell shell) {
    if (shell.tty().typed()) {
      throw new Refusal(
          new Problem.BadUsage(
              "The message has no body. Give one as an argument, with --file, or type it after"
                  + " `a2a send ... -` and end it with Ctrl-D."));
    }
    return new TextInput("standard input", shell.in())
        .firstOrRefuse("the body as an argument, with --file, or write - to wait", MAX_BYTES);
  }

  private static String ofFile(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new TextInput("the file " + file, in).all(MAX_BYTES);
    } catch (NoSuchFileException _) {
      throw unusable(file, "there is no such file");
    } catch (AccessDeniedException _) {
      throw unusable(file, "you may not read it");
    } catch (IOException _) {
      throw unusable(file, "it cannot be read");
    }
  }

  private static Refusal unusable(Path file, String why) {
    return new Refusal(new Problem.BadUsage("The file " + file + " cannot be used: " + why + "."));
  }
}
