package dev.a2a.daemon.operation;

import dev.a2a.daemon.agent.RegistrationInvites;
import dev.a2a.daemon.audit.Trail;
import dev.a2a.daemon.operator.Operator;
import dev.a2a.shared.api.AgentAccountList;
import dev.a2a.shared.api.AgentState;
import dev.a2a.shared.api.DisableAgent;
import dev.a2a.shared.api.EnableAgent;
import dev.a2a.shared.api.LinkedAuditLog;
import dev.a2a.shared.api.ListAgentAccounts;
import dev.a2a.shared.api.ListAudit;
import dev.a2a.shared.api.MakeRegistrationInvite;
import dev.a2a.shared.api.Nothing;
import dev.a2a.shared.api.RegistrationInvite;
import dev.a2a.shared.api.Stats;
import java.util.List;
import java.util.function.Function;

/// The other list: what the operator can ask of the daemon. No agent can, so none of it is a tool;
/// the door looks at the operator's key before anything else.
public final class OperatorOperations {
  /// Under which all of it is.
  public static final String PATH = "/v1/operator/";

  private OperatorOperations() {}

  public static List<Operation<?, ?>> all(
      Operator operator, RegistrationInvites invites, Trail trail) {
    return List.of(
        on(
            Route.get(PATH + "agents"),
            ListAgentAccounts.class,
            AgentAccountList.class,
            operator::agents),
        on(
            Route.post(PATH + "disabled", 200),
            DisableAgent.class,
            AgentState.class,
            operator::disable),
        on(
            Route.delete(PATH + "disabled/{agent_id}"),
            EnableAgent.class,
            AgentState.class,
            operator::enable),
        on(
            Route.post(PATH + "invites", 201),
            MakeRegistrationInvite.class,
            RegistrationInvite.class,
            invites::make),
        on(Route.get(PATH + "stats"), Nothing.class, Stats.class, _ -> operator.stats()),
        on(Route.get(PATH + "audit"), ListAudit.class, LinkedAuditLog.class, trail::all));
  }

  private static <I, O> Operation<I, O> on(
      Route route, Class<I> input, Class<O> output, Function<I, O> work) {
    return Operation.routeOnly(route, input, output, (_, asked) -> work.apply(asked))
        .withoutKey(); // Of an agent.
  }
}
