package dev.a2a.bridge.cli.identity;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.TextInput;
import dev.a2a.bridge.link.DaemonClient;
import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Me;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.RedeemClaim;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Registered;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Keeps the key of an agent that exists. The key comes from a prompt or from standard input: what
/// stands on a command line is seen by everybody on the machine.
@Command(
    name = "login",
    description = "Keep the key of an agent that exists, and check it.",
    footer = {
      "%nThe key is asked for without showing it, or read from standard input.",
      "%nExample:",
      "  pass show a2a/alice | a2a login --server https://mail.example.com",
      "  a2a login --claim a2a_claim_0123456789abcdef0123456789abcdef"
    })
public final class LoginCommand implements Callable<Integer> {
  private static final int KEY_MAX = 1024;
  private static final String ROTATION = "a2a_rotation_";

  @Mixin final Common common;

  @Option(
      names = "--claim",
      paramLabel = "CODE",
      description = "Get the key with this one-time code.")
  @Nullable String claim;

  public LoginCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    Identity identity = common.identity();
    Enrolment enrolment = new Enrolment(identity);
    return claim == null
        ? checked(identity, enrolment, typedOrPiped())
        : redeemed(identity.server(), enrolment, claim);
  }

  private int checked(Identity identity, Enrolment enrolment, ApiKey key) {
    DaemonClient client = new DaemonClient(identity.server(), () -> Optional.of(key));
    Me me = client.call("GET", "/v1/me", Optional.empty(), Me.class);
    String agentId =
        RegisterCommand.agentId(new Registered(me.agentId(), null, me.name(), null, null), client);
    enrolment.refuseIfAnothers(agentId);
    return keep(enrolment, agentId, me.name(), key);
  }

  /// A claim works once: it is not spent on a refusal of ours, and nothing is asked after it. One
  /// that replaces a key may be for the agent of this profile, and is then for no other.
  private int redeemed(Server server, Enrolment enrolment, String code) {
    Optional<String> holder = code.startsWith(ROTATION) ? enrolment.holder() : Optional.empty();
    if (holder.isEmpty()) {
      enrolment.refuseIfTaken();
    }
    RedeemClaim request = new RedeemClaim(code, holder.orElse(null));
    DaemonClient client = new DaemonClient(server, Optional::empty);
    Registered made = client.call("POST", "/v1/claims", Optional.of(request), Registered.class);
    String agentId = RegisterCommand.agentId(made, client);
    return keep(enrolment, agentId, made.name(), RegisterCommand.key(made, client));
  }

  private int keep(Enrolment enrolment, String agentId, String name, ApiKey key) {
    Enrolment.Enrolled enrolled = enrolment.keep(agentId, name, key);
    return common.print(enrolled, screen -> enrolled.show(screen, "Logged in as"));
  }

  private ApiKey typedOrPiped() {
    Shell shell = common.shell();
    String text =
        shell.tty().typed()
            ? shell.tty().secret("API key (not shown): ")
            : new TextInput("standard input", shell.in())
                .firstOrRefuse("the key, as in `a2a login < FILE`", KEY_MAX);
    if (text.isBlank()) {
      throw new Refusal(
          new Problem.BadUsage("No API key was given. Type it, or give it on standard input."));
    }
    return ApiKey.parse(text.strip());
  }
}
