package dev.a2a.bridge.cli.self;

import dev.a2a.shared.api.Exit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Types the everyday commands in one process, so that all of them are in the cache that is made
/// from it. For [Training], which gives it a daemon and a folder of its own.
@Command(name = "rehearse", hidden = true)
public final class RehearseCommand implements Callable<Integer> {
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("register", "alice", "--server", "URL"),
          List.of("whoami"),
          List.of("whoami", "--json"),
          List.of("inbox"),
          List.of("inbox", "--json"),
          List.of("conversations"),
          List.of("authorizations"),
          List.of("keys", "list"),
          List.of("profile", "list"),
          List.of("send", "--help"),
          List.of("--help"));

  @Parameters(paramLabel = "URL")
  String url = "";

  private final ToIntFunction<String[]> a2a;

  /// `a2a` runs one command line and returns its exit status.
  public RehearseCommand(ToIntFunction<String[]> a2a) {
    this.a2a = a2a;
  }

  @Override
  public Integer call() {
    for (List<String> command : COMMANDS) {
      String[] typed =
          command.stream().map(word -> word.equals("URL") ? url : word).toArray(String[]::new);
      int status = a2a.applyAsInt(typed);
      if (status != Exit.OK.status()) {
        return status;
      }
    }
    return Exit.OK.status();
  }
}
