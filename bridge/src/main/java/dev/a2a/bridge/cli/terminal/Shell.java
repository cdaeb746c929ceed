package dev.a2a.bridge.cli.terminal;

import dev.a2a.shared.text.Visible;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Everything outside that a command may touch besides files and the daemon. Output is UTF-8.
public record Shell(
    InputStream in, PrintStream out, PrintStream err, Map<String, String> env, Tty tty) {

  /// The streams, environment and terminal of this process.
  public static Shell ofThisProcess() {
    return new Shell(
        System.in,
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        System.getenv(),
        new OwnTty());
  }

  /// Where a command prints for people.
  public Screen screen() {
    return new Screen(out, colours());
  }

  /// Where it prints remarks and errors.
  public Screen remarks() {
    return new Screen(err, false);
  }

  /// Asks a person, who has to say yes; false where nobody can be asked.
  public boolean agrees(String question) {
    return tty.seen() && tty.confirmed(Visible.line(question));
  }

  /// Only for a person, who has not asked for none: <https://no-color.org>.
  public boolean colours() {
    return env.getOrDefault("NO_COLOR", "").isEmpty()
        && !env.getOrDefault("TERM", "").equals("dumb")
        && tty.seen();
  }

  private static PrintStream utf8(FileDescriptor to) {
    return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
  }
}
