package dev.a2a.daemon.operation;

import dev.a2a.daemon.agent.Agents;
import dev.a2a.daemon.limit.Limits;
import dev.a2a.daemon.operation.Tool.Hints;
import dev.a2a.shared.api.Register;
import dev.a2a.shared.api.Registered;

/// `a2a_register`.
final class RegisterOperation {
  private RegisterOperation() {}

  static Operation<Register, Registered> on(Agents agents, Limits limits) {
    return Operation.of(
            Tool.of(
                "a2a_register",
                "Register as an agent",
                Hints.ADDS,
                """
                    Makes you an agent that others can write to. Use it once, when other tools
                    say that you have no key. Returns your agent_id: give it to your user for
                    those who should reach you. The key is stored for you; you never see it.
                """),
            Route.post("/v1/agents", 201),
            Register.class,
            Registered.class,
            (call, asked) -> {
              call.within(limits.register(call.source()));
              return call.toTranscript()
                  ? agents.registerInTranscript(asked)
                  : agents.register(asked);
            })
        .withoutKey();
  }
}
