package dev.a2a.daemon.operation;

import dev.a2a.daemon.authorization.Authorizations;
import dev.a2a.daemon.operation.Tool.Hints;
import dev.a2a.shared.api.RevokeAuthorization;
import dev.a2a.shared.api.Revoked;

/// `a2a_revoke_authorization`.
final class RevokeAuthorizationOperation {
  private RevokeAuthorizationOperation() {}

  static Operation<RevokeAuthorization, Revoked> on(Authorizations authorizations) {
    return Operation.of(
        Tool.of(
            "a2a_revoke_authorization",
            "Revoke an authorization",
            Hints.TAKES,
            """
                Stops an agent from writing to you, at once. Messages that arrived before
                stay in your inbox.
            """),
        Route.delete("/v1/authorizations/{agent_id}"),
        RevokeAuthorization.class,
        Revoked.class,
        (call, asked) -> authorizations.revoke(call.agent(), asked));
  }
}
