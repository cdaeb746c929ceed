package dev.a2a.daemon.operation;

import dev.a2a.daemon.agent.Keys;
import dev.a2a.daemon.operation.Tool.Hints;
import dev.a2a.shared.api.RotateApiKey;
import dev.a2a.shared.api.Rotated;

/// `a2a_rotate_api_key`.
final class RotateApiKeyOperation {
  private RotateApiKeyOperation() {}

  static Operation<RotateApiKey, Rotated> on(Keys keys) {
    return Operation.of(
        Tool.of(
            "a2a_rotate_api_key",
            "Replace the API key",
            Hints.REPLACES,
            """
                Replaces your API key when your user asks for it. The new one is kept for you;
                you never see it. A claim in the answer: your user runs a2a login --claim.
            """),
        Route.post("/v1/keys/rotate", 201),
        RotateApiKey.class,
        Rotated.class,
        (call, asked) ->
            call.toTranscript()
                ? keys.rotateInTranscript(call.agent(), asked)
                : keys.rotate(call.agent(), asked));
  }
}
