package dev.a2a.bridge.cli.identity;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.TextInput;
import dev.a2a.bridge.link.DaemonClient;
import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.profile.Store;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Check;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Register;
import dev.a2a.shared.api.Registered;
import dev.a2a.shared.home.Setting;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a new agent and the profile for it. The key is kept and never printed.
@Command(
    name = "register",
    description = "Make a new agent, and keep its key here.",
    footer = {
      "%nExample:",
      "  a2a register alice",
      "  a2a register \"Build bot\" --profile bot --description \"Runs the nightly build\"",
      "  a2a register alice --store file"
    })
public final class RegisterCommand implements Callable<Integer> {
  private static final int CODE_MAX = 1024;

  @Mixin final Common common;
  @Mixin final Place place = new Place();

  @Parameters(paramLabel = "NAME", description = "How other agents see you.")
  String name = "";

  @Option(
      names = "--email",
      paramLabel = "ADDRESS",
      description = "For the operator of the server; shown to nobody else.")
  @Nullable String email;

  @Option(names = "--description", paramLabel = "TEXT", description = "What your agent does.")
  @Nullable String description;

  @Option(names = "--listed", description = "Let strangers find you in `a2a agents`.")
  boolean listed;

  @Option(
      names = "--invite",
      paramLabel = "CODE",
      description = "Code from the operator, or - to read it from standard input.")
  @Nullable String invite;

  public RegisterCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    Register request = new Register(name, email, description, listed, inviteCode());
    Identity identity = common.identity(place.flags());
    Enrolment.Enrolled enrolled = enrolled(common, identity, place, request);
    return common.print(enrolled, screen -> enrolled.show(screen, "Registered"));
  }

  /// The same for another command, with what a new agent has if nothing else is said.
  public static void register(Common common, Identity identity, String name) {
    enrolled(common, identity, new Place(), new Register(name, null, null, false, null));
  }

  private static Enrolment.Enrolled enrolled(
      Common common, Identity identity, Place place, Register request) {
    DaemonClient client = identity.client(Optional::empty);
    Enrolment enrolment = new Enrolment(common, identity, client);
    enrolment.refuseIfTaken();
    Store store =
        place.usable(
            identity, common, Optional.empty()); // No agent is made whose key has no place.
    Registered answer = client.call("POST", "/v1/agents", Optional.of(request), Registered.class);
    return enrolment.keepNew(agentId(answer, client), answer.name(), key(answer, client), store);
  }

  private @Nullable String inviteCode() {
    if (invite == null) {
      return common.settings(Map.of()).find(Setting.INVITE_CODE).orElse(null);
    }
    return invite.equals("-")
        ? new TextInput("standard input", common.shell().in()).all(CODE_MAX).strip()
        : invite;
  }

  /// The agent id of an answer, if it is one.
  static String agentId(Registered answer, DaemonClient client) {
    try {
      return Check.agentId("agent_id", answer.agentId());
    } catch (Refusal _) {
      throw notADaemon(client); // The person did not write it, so it is not her argument.
    }
  }

  /// The key of an answer, if it has one.
  static ApiKey key(Registered answer, DaemonClient client) {
    if (answer.apiKey() == null) {
      throw notADaemon(client);
    }
    try {
      return ApiKey.parse(answer.apiKey());
    } catch (Refusal _) {
      throw notADaemon(client);
    }
  }

  private static Refusal notADaemon(DaemonClient client) {
    return new Refusal(new Problem.NotADaemon(client.url()));
  }
}
