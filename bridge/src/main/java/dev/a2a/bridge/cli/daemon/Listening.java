package dev.a2a.bridge.cli.daemon;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a daemon is told to listen. What is not said here the daemon takes from its settings.
public final class Listening {
  @Option(names = "--host", paramLabel = "HOST", description = "Address to listen on.")
  @Nullable String host;

  @Option(names = "--port", paramLabel = "PORT", description = "Port; 0 takes any free one.")
  @Nullable Integer port;

  /// What the daemon program is to be told.
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (host != null) {
      arguments.addAll(List.of("--host", host));
    }
    if (port != null) {
      arguments.addAll(List.of("--port", port.toString()));
    }
    return arguments;
  }
}
