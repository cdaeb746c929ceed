package dev.a2a.bridge.cli;

import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.link.Programs;

/// The program `a2a`.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(new A2a(Shell.ofThisProcess(), Programs.besideThis()).run(Arguments.asTyped(args)));
  }
}
