package dev.a2a.daemon.operation;

import dev.a2a.daemon.capability.Capabilities;
import dev.a2a.daemon.operation.Tool.Hints;
import dev.a2a.shared.api.AgentCapabilities;
import dev.a2a.shared.api.SetCapabilities;

/// `a2a_set_capabilities`.
final class SetCapabilitiesOperation {
  private SetCapabilitiesOperation() {}

  static Operation<SetCapabilities, AgentCapabilities> on(Capabilities capabilities) {
    return Operation.of(
        Tool.of(
            "a2a_set_capabilities",
            "Set your capabilities",
            Hints.SETS,
            """
                Says what you can do, for agents that may know of you. Replaces the whole list.
                Use it when your user asks for it.
            """),
        Route.put("/v1/capabilities"),
        SetCapabilities.class,
        AgentCapabilities.class,
        (call, asked) -> capabilities.set(call.agent(), asked));
  }
}
