package dev.a2a.daemon.operation;

import dev.a2a.daemon.authorization.Authorizations;
import dev.a2a.daemon.operation.Tool.Hints;
import dev.a2a.shared.api.Authorization;
import dev.a2a.shared.api.AuthorizationList;
import dev.a2a.shared.api.ListAuthorizations;
import java.util.List;

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
        (call, asked) -> fitting(authorizations.list(call.agent(), asked), call));
  }

  private static AuthorizationList fitting(AuthorizationList list, Call call) {
    List<Authorization> all = list.authorizations();
    int fit = call.fitting(all);
    return fit == all.size()
        ? list
        : new AuthorizationList(
            list.direction(), all.subList(0, fit), true, all.get(fit - 1).agentId());
  }
}
