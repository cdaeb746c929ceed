package dev.a2a.bridge.cli.profile;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.link.Identity;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Chooses the profile that is used where nobody names one.
@Command(
    name = "use",
    description = "Act as this identity wherever none is named.",
    footer = {
      "%nBridges that run already go on as they are until their host starts them anew,",
      "those with --profile or A2A_PROFILE always.",
      "%nExample:",
      "  a2a profile use bot"
    })
public final class UseCommand implements Callable<Integer> {
  @Mixin final Common common;

  @Parameters(paramLabel = "NAME", description = "The profile.")
  String name = "";

  public UseCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() throws IOException {
    Identity identity = common.identity();
    identity.profiles().use(name);
    Shown shown = Shown.of(identity.profiles().get(name), identity);
    return common.print(
        shown,
        screen ->
            screen.line(
                Style.GOOD,
                "Commands act as "
                    + shown.agentName()
                    + " ("
                    + shown.agentId()
                    + ") from now on, unless told otherwise."));
  }
}
