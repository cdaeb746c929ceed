package dev.a2a.bridge.cli.trust;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.shared.api.Authorization;
import dev.a2a.shared.api.AuthorizeAgent;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lets another agent write to this one.
@Command(
    name = "authorize",
    description = "Let another agent write to you.",
    footer = {
      "%nExample:",
      "  a2a authorize a2a_0123456789abcdef --alias \"bob at work\"",
      "  a2a authorize \"bob at work\" --expires-at 2027-01-31T12:00:00Z"
    })
public final class AuthorizeCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Granted granted = new Granted();

  @Parameters(paramLabel = "AGENT", description = "Who may write to you: an agent id or alias.")
  String agent = "";

  @Option(
      names = "--expires-at",
      paramLabel = "TIME",
      description = "Until then (RFC 3339); without it, until you revoke it.")
  @Nullable Instant expiresAt;

  @Option(
      names = "--capability",
      paramLabel = "ID",
      description = "The only capability that it may ask for; may be repeated.")
  @Nullable List<String> capabilities;

  @Option(names = "--alias", paramLabel = "NAME", description = "Your own name for it.")
  @Nullable String alias;

  public AuthorizeCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    AuthorizeAgent request =
        new AuthorizeAgent(
            common.agentId(agent), expiresAt, granted.scopes(), capabilities, alias, null);
    Authorization answer = common.post("/v1/authorizations", request, Authorization.class);
    return common.print(answer, screen -> show(answer, screen));
  }

  private static void show(Authorization answer, Screen screen) {
    String name = answer.name() == null ? "" : " (" + answer.name() + ")";
    screen.line(Style.GOOD, answer.agentId() + name + " may write to you.");
    if (answer.alias() != null) {
      screen.line("  alias    " + answer.alias());
    }
    Granted.show(screen, answer.scopes(), answer.capabilities());
    screen.line(
        answer.expiresAt() == null
            ? "  until you run  a2a revoke " + answer.agentId()
            : "  until    " + When.shown(answer.expiresAt()));
    if (Boolean.TRUE.equals(answer.blocked())) {
      screen.line(
          Style.WARNING,
          "  You have blocked it, which counts more. Run  a2a unblock " + answer.agentId());
    }
  }
}
