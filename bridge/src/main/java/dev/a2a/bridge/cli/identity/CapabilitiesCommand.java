package dev.a2a.bridge.cli.identity;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.link.DaemonClient;
import dev.a2a.shared.api.AgentCapabilities;
import dev.a2a.shared.api.Capability;
import dev.a2a.shared.api.GetAgentCapabilities;
import dev.a2a.shared.api.Me;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows what an agent says it can do.
@Command(
    name = "capabilities",
    description = "Show what you, or another agent, can do in its own words.",
    footer = {
      "%nExample:",
      "  a2a capabilities a2a_0123456789abcdef",
      "  a2a capabilities set can.json"
    })
public final class CapabilitiesCommand implements Callable<Integer> {
  @Mixin final Common common;

  @Parameters(arity = "0..1", paramLabel = "AGENT", description = "Agent id or alias; else you.")
  @Nullable String agent;

  public CapabilitiesCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    Optional<String> other = Optional.ofNullable(agent).map(common::agentId);
    DaemonClient client = common.client();
    String id =
        other.orElseGet(() -> client.call("GET", "/v1/me", Optional.empty(), Me.class).agentId());
    AgentCapabilities answer =
        client.call(
            "GET",
            "/v1/agents/" + new GetAgentCapabilities(id).agentId() + "/capabilities",
            Optional.empty(),
            AgentCapabilities.class);
    return common.print(answer, screen -> show(answer, screen));
  }

  static void show(AgentCapabilities answer, Screen screen) {
    if (answer.capabilities().isEmpty()) {
      screen.line(answer.agentId() + " does not say what it can do.");
      return;
    }
    for (Capability one : answer.capabilities()) {
      screen.cut(Style.STRONG, one.id() + "  " + one.title());
      if (one.description() != null) {
        screen.body(one.description());
      }
    }
  }
}
