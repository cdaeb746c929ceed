package dev.a2a.bridge.cli.operator;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.TextInput;
import dev.a2a.bridge.link.DaemonClient;
import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.link.LocalDaemon;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.OperatorKey;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Setting;
import dev.a2a.shared.home.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The way to a daemon for its operator.
///
/// Which daemon: the one that was named, else the one of this machine; a profile says where an
/// agent is, not what somebody operates. Which key: `A2A_OPERATOR_KEY`, sent to `A2A_SERVER` of the
/// same environment or to this machine; else the key file of the data folder, sent only to the
/// daemon that says in the same folder that it is running; else what is typed or piped. Never an
/// argument: those are seen by everybody on the machine.
public final class OperatorLink {
  private static final int KEY_MAX = 1024;

  private OperatorLink() {}

  /// A client that shows the operator's key.
  public static DaemonClient to(Common common) {
    Settings settings = common.settings(Map.of());
    Optional<Server> ofThisFolder = new LocalDaemon(settings.home()).proven();
    Server server =
        settings
            .find(Setting.SERVER)
            .map(Server::new)
            .or(() -> ofThisFolder)
            .orElseThrow(() ->
                new Refusal(
                    new Problem.DaemonUnreachable(
                        "the address in " + settings.home().daemonFile())));
    Identity identity = new Identity(settings);
    Optional<OperatorKey> given = given(settings, server);
    if (given.isEmpty() && ofThisFolder.filter(server::equals).isPresent()) {
      Optional<OperatorKey> kept = inFile(settings.home().operatorKeyFile());
      if (kept.isPresent()) {
        return identity.ownOperator(kept.get());
      }
    }
    return identity.operator(server, given.orElseGet(() -> typedOrPiped(common.shell())));
  }

  private static Optional<OperatorKey> given(Settings settings, Server server) {
    boolean chosen = settings.fromEnvironment(Setting.SERVER) || server.local();
    return settings.find(Setting.OPERATOR_KEY).filter(_ -> chosen).map(OperatorKey::parse);
  }

  private static Optional<OperatorKey> inFile(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(OperatorKey.parse(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException _) {
      throw new Refusal(new Problem.UnusableFile(file.toString(), "it cannot be read"));
    }
  }

  private static OperatorKey typedOrPiped(Shell shell) {
    String text =
        shell.tty().typed()
            ? shell.tty().secret("Operator's key (not shown): ")
            : new TextInput("standard input", shell.in())
                .firstOrRefuse("the operator's key, as in `a2a operator stats < FILE`", KEY_MAX);
    return OperatorKey.parse(text.strip());
  }
}
