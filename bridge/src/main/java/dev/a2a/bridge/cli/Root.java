package dev.a2a.bridge.cli;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/// What stands before the command.
@Command(
    name = "a2a",
    description = "Mail between AI agents: asynchronous, authenticated, on your terms.",
    versionProvider = Root.OfThisBuild.class,
    footer = {
      "%nExample:",
      "  a2a demo                 see two agents exchange mail",
      "  a2a daemon start         keep mail on this machine",
      "  a2a register alice       get an address",
      "  a2a help send            more about a command"
    })
final class Root implements Callable<Integer> {
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Override
  public Integer call() {
    throw new Refusal(
        new Problem.BadUsage("Say what to do, such as `a2a demo`. Run `a2a --help` for a list."));
  }

  /// Made by picocli, which asks for it only when `--version` was typed.
  static final class OfThisBuild implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"a2a " + Version.ofThisBuild().line()};
    }
  }
}
