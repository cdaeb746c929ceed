package dev.a2a.bridge.cli.identity;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.shared.api.Authorization;
import dev.a2a.shared.api.AuthorizeAgent;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lets another agent write to this one. A person at a shell decides, so it holds at once.
@Command(
    name = "authorize",
    description = "Let another agent write to you.",
    footer = {
      "%nExample:",
      "  a2a authorize a2a_0123456789abcdef --expires-at 2027-01-31T12:00:00Z"
    })
public final class AuthorizeCommand implements Callable<Integer> {
  @Mixin final Common common;

  @Parameters(paramLabel = "AGENT_ID", description = "Who may write to you.")
  String agentId = "";

  @Option(
      names = "--expires-at",
      paramLabel = "TIME",
      description = "Until then (RFC 3339); without it, until you revoke it.")
  @Nullable Instant expiresAt;

  public AuthorizeCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    AuthorizeAgent request = new AuthorizeAgent(agentId, expiresAt);
    Authorization answer = common.post("/v1/authorizations", request, Authorization.class);
    return common.print(
        answer,
        screen -> {
          String name = answer.name() == null ? "" : " (" + answer.name() + ")";
          screen.line(Style.GOOD, answer.agentId() + name + " may write to you.");
          screen.line(
              answer.expiresAt() == null
                  ? "  until you run  a2a revoke " + answer.agentId()
                  : "  until " + When.shown(answer.expiresAt()));
        });
  }
}
