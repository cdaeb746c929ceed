package dev.a2a.bridge.cli.terminal;

/// The terminal behind a command, where there is one.
public interface Tty {
  /// Does a person type the standard input?
  boolean typed();

  /// Does a person look at the standard output?
  boolean seen();

  /// Asks for a secret without showing what is typed; empty at the end of the input. Only where
  /// [#typed].
  String secret(String prompt);

  /// Asks a question that is answered with y or n; anything else, and the end of the input, is no.
  /// Only where [#seen].
  boolean confirmed(String question);
}
