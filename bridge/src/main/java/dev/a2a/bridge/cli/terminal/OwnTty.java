package dev.a2a.bridge.cli.terminal;

import java.io.Console;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/// The terminal of this process.
final class OwnTty implements Tty {

  @Override
  public boolean typed() {
    return seen() || inputIsTerminal();
  }

  @Override
  public boolean seen() {
    return console().isPresent();
  }

  @Override
  public String secret(String prompt) {
    return console().map(console -> console.readPassword("%s", prompt)).map(String::new).orElse("");
  }

  @Override
  public boolean confirmed(String question) {
    return console()
        .map(console -> console.readLine("%s [y/N] ", question))
        .map(answer -> answer.strip().toLowerCase(Locale.ROOT))
        .filter(answer -> answer.equals("y") || answer.equals("yes"))
        .isPresent();
  }

  private static Optional<Console> console() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }

  // Java sees a terminal only where input and output both are one.
  private static boolean inputIsTerminal() {
    try {
      Process test =
          new ProcessBuilder("sh", "-c", "test -t 0")
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return test.waitFor() == 0;
    } catch (IOException _) {
      return false; // No shell, so no terminal that we know how to ask.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
