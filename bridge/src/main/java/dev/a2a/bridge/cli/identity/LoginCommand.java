package dev.a2a.bridge.cli.identity;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.TextInput;
import dev.a2a.bridge.link.DaemonClient;
import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.profile.Binding;
import dev.a2a.bridge.profile.KeyReference;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Store;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Me;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.RedeemClaim;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Registered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Keeps the key of an agent that exists, or remembers where it is. The key comes from a prompt or
/// from standard input: what stands on a command line is seen by everybody on the machine.
@Command(
    name = "login",
    description = "Keep the key of an agent that exists, and check it.",
    footer = {
      "%nThe key is asked for without showing it, or read from standard input.",
      "With --store env, exec or credential it stays where it is and is only read.",
      "%nExample:",
      "  a2a login --server https://mail.example.com < FILE",
      "  a2a login --store exec -- pass show a2a/alice",
      "  a2a login --claim a2a_claim_0123456789abcdef0123456789abcdef"
    })
public final class LoginCommand implements Callable<Integer> {
  private static final int KEY_MAX = 1024;
  private static final String ROTATION = "a2a_rotation_";

  @Mixin final Common common;
  @Mixin final Place place = new Place();

  @Option(
      names = "--claim",
      paramLabel = "CODE",
      description = "Get the key with this one-time code.")
  @Nullable String claim;

  @Parameters(
      paramLabel = "WORD",
      arity = "0..*",
      description = "The variable, the credential, or the command that prints the key.")
  List<String> words = new ArrayList<>();

  public LoginCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    Identity identity = common.identity(place.flags());
    DaemonClient anyone = identity.client(Optional::empty);
    Enrolment enrolment = new Enrolment(common, identity, anyone);
    Optional<KeyReference.Elsewhere> elsewhere = Elsewhere.of(identity.store(), words);
    if (claim != null) {
      return redeemed(identity, anyone, enrolment, claim);
    }
    return elsewhere.isPresent()
        ? referred(identity, anyone, enrolment, elsewhere.get())
        : kept(identity, enrolment, typedOrPiped());
  }

  private int referred(
      Identity identity,
      DaemonClient anyone,
      Enrolment enrolment,
      KeyReference.Elsewhere elsewhere) {
    Me me = me(identity, identity.finder().find(elsewhere));
    enrolment.refuseIfAnothers(me.agentId());
    Binding binding = Binding.of(anyone.place(), me.agentId());
    return show(enrolment.refer(me.agentId(), me.name(), elsewhere.boundTo(binding)));
  }

  private int kept(Identity identity, Enrolment enrolment, ApiKey key) {
    Me me = me(identity, key);
    enrolment.refuseIfAnothers(me.agentId());
    Store store = place.usable(identity, common, Optional.empty());
    return show(enrolment.keep(me.agentId(), me.name(), key, store));
  }

  /// Whose key it is, as the server says.
  private static Me me(Identity identity, ApiKey key) {
    DaemonClient client = identity.client(() -> Optional.of(key));
    Me me = client.call("GET", "/v1/me", Optional.empty(), Me.class);
    RegisterCommand.agentId(new Registered(me.agentId(), null, me.name(), null, null), client);
    return me;
  }

  /// A claim works once: it is not spent on a refusal of ours, and nothing is asked after it. One
  /// that replaces a key may be for the agent of this profile, and is then for no other.
  private int redeemed(Identity identity, DaemonClient client, Enrolment enrolment, String code) {
    Optional<Profile> holder = code.startsWith(ROTATION) ? enrolment.holder() : Optional.empty();
    if (holder.isEmpty()) {
      enrolment.refuseIfTaken();
    }
    Store store = place.usable(identity, common, holder);
    RedeemClaim request = new RedeemClaim(code, holder.map(Profile::agentId).orElse(null));
    Registered made = client.call("POST", "/v1/claims", Optional.of(request), Registered.class);
    String agentId = RegisterCommand.agentId(made, client);
    ApiKey key = RegisterCommand.key(made, client);
    return show(
        holder.isPresent()
            ? enrolment.keep(agentId, made.name(), key, store)
            : enrolment.keepNew(agentId, made.name(), key, store));
  }

  private int show(Enrolment.Enrolled enrolled) {
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
