package dev.a2a.daemon.operation;

import dev.a2a.daemon.authorization.Authorizations;
import dev.a2a.daemon.operation.Tool.Hints;
import dev.a2a.shared.api.AuthorizationList;
import dev.a2a.shared.api.ListAuthorizations;

/// `a2a_list_authorizations`.
final class ListAuthorizationsOperation {
  private ListAuthorizationsOperation() {}

  static Operation<ListAuthorizations, AuthorizationList> on(Authorizations authorizations) {
    return Operation.of(
        Tool.of(
            "a2a_list_authorizations",
            "List authorizations",
            Hints.LOOKS,
            """
                Lists who may write to you (direction granted, the default) or to whom you
                may write (received).
            """),
        Route.get("/v1/authorizations"),
        ListAuthorizations.class,
        AuthorizationList.class,
        (call, asked) -> authorizations.list(call.agent(), asked));
  }
}
