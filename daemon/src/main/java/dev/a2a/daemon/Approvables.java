package dev.a2a.daemon;

import dev.a2a.daemon.approval.Approvable;
import dev.a2a.daemon.authorization.Authorizations;
import dev.a2a.daemon.invite.Invites;
import dev.a2a.daemon.invite.Invites.Acceptance;
import dev.a2a.daemon.message.Messages;
import dev.a2a.daemon.operation.Operations;
import dev.a2a.shared.api.AuthorizeAgent;
import dev.a2a.shared.api.CreateInvite;
import dev.a2a.shared.api.SendMessage;
import java.util.List;

/// What a person may allow an agent, and how it is done then.
final class Approvables {
  private Approvables() {}

  static List<Approvable<?, ?>> all(
      Authorizations authorizations, Invites invites, Messages messages) {
    return List.of(
        new Approvable<>(
            Operations.SEND_MESSAGE, SendMessage.class, messages::send, messages::tellSent),
        new Approvable<>(
            Operations.AUTHORIZE_AGENT,
            AuthorizeAgent.class,
            (tx, agent, asked) -> authorizations.authorize(tx, agent.id(), asked)),
        new Approvable<>(Operations.CREATE_INVITE, CreateInvite.class, invites::create),
        new Approvable<>(Operations.ACCEPT_INVITE, Acceptance.class, invites::accept));
  }
}
