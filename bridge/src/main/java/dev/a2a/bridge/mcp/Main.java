package dev.a2a.bridge.mcp;

import dev.a2a.bridge.profile.Profiles;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Setting;
import dev.a2a.shared.home.Settings;
import dev.a2a.shared.home.Version;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Starts `a2a-bridge`. Arguments are read by hand: a library for it would take longer than the
/// first answer does.
public final class Main {
  private static final String HELP =
      """
      Usage: a2a-bridge [--profile NAME] [--server URL]

      Gives the a2a tools to an AI agent, as an MCP server on standard input and output.
      It is started by the agent's host; `a2a` is the command line for people.

        --profile NAME   identity to use (A2A_PROFILE; else the current one)
        --server URL     daemon to ask, in place of the profile's (A2A_SERVER)
        --version        print the version
        --help           print this

      Example, as an entry of a host's MCP configuration:
        {"mcpServers": {"a2a": {"command": "a2a-bridge", "args": ["--profile", "work"]}}}
      """;

  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    PrintStream out = System.out;
    // Only JSON-RPC may be on the host's pipe, whatever a library prints.
    System.setOut(System.err);
    System.setProperty("org.slf4j.simpleLogger.logFile", "System.err");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    try {
      run(new ArrayDeque<>(List.of(args)), out);
    } catch (Refusal e) {
      System.err.println("a2a-bridge: " + e.problem().detail());
      System.exit(e.problem().exit().status());
    }
    System.exit(0); // A request may still be waiting for a daemon; its host is gone.
  }

  private static void run(Deque<String> args, PrintStream out) throws InterruptedException {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    while (!args.isEmpty()) {
      switch (args.pop()) {
        case "--version" -> {
          out.println("a2a-bridge " + Version.ofThisBuild().line());
          return;
        }
        case "--help" -> {
          out.print(HELP);
          return;
        }
        case "--profile" ->
            flags.put(Setting.PROFILE, Profiles.checkName(value("--profile", args)));
        case "--server" -> flags.put(Setting.SERVER, new Server(value("--server", args)).origin());
        case String other -> throw unknown(other);
      }
    }
    new Bridge(Settings.of(flags))
        .serve(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
  }

  private static String value(String flag, Deque<String> args) {
    if (args.isEmpty()) {
      throw new Refusal(new Problem.MissingArgument(flag));
    }
    return args.pop();
  }

  private static Refusal unknown(String arg) {
    return new Refusal(
        new Problem.UnknownArgument(arg, List.of("--profile", "--server", "--version", "--help")));
  }
}
