package dev.a2a.bridge.cli.profile;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.keychain.KeyKeeper;
import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.profile.Profile;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Removes a profile, and its key if that is meant.
@Command(
    name = "rm",
    description = "Remove an identity from this machine.",
    footer = {
      "%nThe agent stays at its server. Without a copy of the key nobody can act as it.",
      "%nExample:",
      "  a2a profile rm bot",
      "  a2a profile rm bot --keep-key"
    })
public final class RmCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Consent consent = new Consent();

  @Parameters(paramLabel = "NAME", description = "The profile.")
  String name = "";

  @Option(names = "--keep-key", description = "Leave the key where it is.")
  boolean keepKey;

  public RmCommand(Shell shell) {
    this.common = new Common(shell);
  }

  /// What was done. `from` is where the key was or still is.
  record Removed(String profile, String agentId, boolean keyRemoved, String from) {}

  @Override
  public Integer call() throws IOException {
    Identity identity = common.identity();
    Profile profile = identity.profiles().get(name);
    KeyKeeper keys = identity.keys();
    String place = keys.place(profile);
    boolean withKey = !keepKey && keys.canForget(profile);
    if (withKey) {
      consent.need(
          common,
          "Remove the profile "
              + name
              + " and the key of agent "
              + profile.agentId()
              + " from "
              + place
              + "? (--keep-key leaves the key)");
    }
    // The key first: a profile without one can be seen, a key without a profile can't.
    boolean removed = withKey && keys.forget(profile);
    identity.profiles().remove(name);
    Removed done = new Removed(name, profile.agentId(), removed, place);
    return common.print(
        done,
        screen -> {
          screen.line(Style.GOOD, "The profile " + name + " is gone.");
          screen.line(removed ? "Its key is gone from " + place + "." : "Its key was not touched.");
        });
  }
}
