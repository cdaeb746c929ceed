package dev.a2a.daemon.operation;

import dev.a2a.daemon.authorization.Authorizations;
import dev.a2a.daemon.operation.Tool.Hints;
import dev.a2a.shared.api.AgentList;
import dev.a2a.shared.api.ListAgents;

/// `a2a_list_agents`.
final class ListAgentsOperation {
  private ListAgentsOperation() {}

  static Operation<ListAgents, AgentList> on(Authorizations authorizations) {
    return Operation.of(
        Tool.of(
            "a2a_list_agents",
            "List agents",
            Hints.LOOKS,
            """
                Lists agents you may know of: public ones and those who let you write to
                them. you_may_write says whether a2a_send_message will be accepted. Agents
                that are not listed exist too; you need their id from your user.
            """),
        Route.get("/v1/agents"),
        ListAgents.class,
        AgentList.class,
        (call, asked) -> fitting(authorizations.directory(call.agent(), asked), call));
  }

  private static AgentList fitting(AgentList list, Call call) {
    int fit = call.fitting(list.agents());
    return fit == list.agents().size()
        ? list
        : new AgentList(list.agents().subList(0, fit), true, list.agents().get(fit - 1).agentId());
  }
}
