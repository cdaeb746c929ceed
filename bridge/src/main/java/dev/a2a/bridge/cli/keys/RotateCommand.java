package dev.a2a.bridge.cli.keys;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.bridge.link.Rotation;
import dev.a2a.bridge.link.Rotation.Done;
import dev.a2a.shared.api.RotateApiKey;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Replaces the key of the profile in use. The new key is kept and never printed.
@Command(
    name = "rotate",
    description = "Replace your key with a new one, and keep that here.",
    footer = {
      "%nIf the key may be known to somebody else, end it with --overlap-hours 0.",
      "%nExample:",
      "  a2a keys rotate",
      "  a2a keys rotate --overlap-hours 0"
    })
public final class RotateCommand implements Callable<Integer> {
  @Mixin final Common common;

  @Option(
      names = "--overlap-hours",
      paramLabel = "N",
      description = "How long the old key still works (default: 24).")
  @Nullable Integer overlapHours;

  public RotateCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    RotateApiKey asked = new RotateApiKey(overlapHours);
    Done done = new Rotation(common.identity()).rotate(asked.hours());
    return common.print(
        done,
        screen -> {
          screen.line(Style.GOOD, "The key of " + done.agentId() + " was replaced.");
          screen.line("  new key   in " + done.keyStoredIn() + ", for you alone");
          screen.line(
              done.oldKeyExpiresAt() == null
                  ? "  old key   no longer works"
                  : "  old key   works until " + When.shown(done.oldKeyExpiresAt()));
        });
  }
}
