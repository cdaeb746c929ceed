package dev.a2a.bridge.cli.profile;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.keychain.KeyKeeper;
import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.profile.Profile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Removes the key of a profile from where it is kept; the profile stays.
@Command(
    name = "logout",
    description = "Remove the key of a profile from this machine.",
    footer = {
      "%nThe profile stays, and the agent at its server. Without a copy of the key",
      "nobody can act as that agent again.",
      "%nExample:",
      "  a2a logout --profile bot"
    })
public final class LogoutCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Consent consent = new Consent();

  public LogoutCommand(Shell shell) {
    this.common = new Common(shell);
  }

  /// What was done.
  record LoggedOut(String profile, String agentId, boolean keyRemoved, String from) {}

  @Override
  public Integer call() {
    Identity identity = common.identity();
    Profile profile = identity.profiles().get(identity.profileName());
    KeyKeeper keys = identity.keys();
    String place = keys.place(profile);
    boolean removable = keys.canForget(profile);
    if (removable) {
      consent.need(common, "Remove the key of agent " + profile.agentId() + " from " + place + "?");
    }
    boolean removed = keys.forget(profile);
    LoggedOut done = new LoggedOut(profile.name(), profile.agentId(), removed, place);
    return common.print(
        done,
        screen ->
            screen.line(
                Style.GOOD,
                removed
                    ? "The key of " + profile.agentId() + " is gone from " + place + "."
                    : removable
                        ? "There was no key in " + place + "."
                        : "The key is " + place + ", which a2a only reads. Remove it there."));
  }
}
