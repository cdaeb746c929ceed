package dev.a2a.bridge.cli.mail;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.link.DaemonClient;
import dev.a2a.shared.api.Resumed;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Lets a conversation go on that was paused because the two answered each other without end.
@Command(
    name = "resume",
    description = "Let a paused conversation go on.",
    footer = {"%nExample:", "  a2a resume a2a_0123456789abcdef"})
public final class ResumeCommand implements Callable<Integer> {
  @Mixin final Common common;

  @Parameters(paramLabel = "AGENT", description = "Agent id or alias of the other.")
  String peer = "";

  public ResumeCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    String id = common.agentId(peer);
    DaemonClient client = common.client();
    Resumed answer =
        client.call("POST", "/v1/conversations/" + id + "/resume", Optional.empty(), Resumed.class);
    return common.print(
        answer,
        screen ->
            screen.line(
                Style.GOOD,
                answer.wasPaused()
                    ? "The conversation with " + answer.peerId() + " goes on."
                    : "No conversation with " + answer.peerId() + " was paused."));
  }
}
