package dev.a2a.bridge.keychain;

import dev.a2a.bridge.keychain.Trouble.Kind;
import dev.a2a.bridge.keychain.os.Child;
import dev.a2a.bridge.keychain.os.Deadline;
import dev.a2a.bridge.profile.Binding;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a command prints, such as `pass show a2a/alice`: its standard output without white space
/// around it. It is run without a shell and without input, in the home of the person; what it says
/// on standard error is repeated nowhere.
final class CommandOutput implements SecretSource {
  /// Password managers ask a network, and some a person.
  static final Duration LIMIT = Duration.ofSeconds(10);

  private final List<String> command;
  private final Map<String, String> env;
  private final Duration limit;

  CommandOutput(List<String> command, Map<String, String> env, Duration limit) {
    this.command = command;
    this.env = env;
    this.limit = limit;
  }

  @Override
  public Lookup find(Binding binding) {
    if (command.getFirst().contains("/") && !new File(command.getFirst()).isAbsolute()) {
      return failed(
          Kind.DENIED, "a program is named by its whole path, or by a name that is on the PATH");
    }
    try {
      Child.Ended ended = new Child(command, env).run("", Deadline.in(limit));
      if (ended.status() != 0) {
        return failed(
            Kind.UNAVAILABLE, "it ended with status " + ended.status() + "; run it to see why");
      }
      String secret = ended.out().strip();
      return secret.isEmpty() ? new Lookup.None() : new Lookup.Found(secret);
    } catch (Deadline.Passed _) {
      return failed(Kind.TIMEOUT, "it did not end within " + limit.toSeconds() + " seconds");
    } catch (IOException _) {
      return failed(Kind.UNAVAILABLE, "it cannot be run");
    }
  }

  @Override
  public String place() {
    return "what the command `" + command.getFirst() + "` prints";
  }

  private Lookup failed(Kind kind, String why) {
    return new Lookup.Failed(
        new Trouble(kind, "The command `" + command.getFirst() + "` for the key", why));
  }
}
