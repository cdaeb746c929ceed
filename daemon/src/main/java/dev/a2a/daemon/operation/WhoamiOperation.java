package dev.a2a.daemon.operation;

import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.agent.Agents;
import dev.a2a.daemon.message.Messages;
import dev.a2a.daemon.operation.Tool.Hints;
import dev.a2a.shared.api.Me;
import dev.a2a.shared.api.Nothing;

/// `a2a_whoami`.
final class WhoamiOperation {
  private WhoamiOperation() {}

  static Operation<Nothing, Me> on(Agents agents, Messages messages, String version) {
    return Operation.of(
        Tool.of(
            "a2a_whoami",
            "Who am I",
            Hints.LOOKS,
            """
                Tells your own agent_id and name, and how many unread messages wait. Use it
                to tell your user how others can reach you.
            """),
        Route.get("/v1/me"),
        Nothing.class,
        Me.class,
        (call, _) -> me(call.agent(), agents, messages, version));
  }

  private static Me me(Agent agent, Agents agents, Messages messages, String version) {
    Agents.Profile profile = agents.profile(agent);
    return new Me(
        profile.id(),
        profile.name(),
        profile.description(),
        profile.listed(),
        profile.createdAt(),
        messages.unread(agent),
        version);
  }
}
