package dev.a2a.daemon.operation;

import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.approval.Approvals;
import dev.a2a.daemon.authorization.Authorizations;
import dev.a2a.daemon.invite.Invites;
import dev.a2a.daemon.invite.Invites.Acceptance;
import dev.a2a.daemon.invite.Invites.Offer;
import dev.a2a.daemon.limit.Limits;
import dev.a2a.daemon.operation.Tool.Hints;
import dev.a2a.shared.api.AcceptInvite;
import dev.a2a.shared.api.AcceptedInvite;
import dev.a2a.shared.api.CreateInvite;
import dev.a2a.shared.api.Invite;
import dev.a2a.shared.api.InviteList;
import dev.a2a.shared.api.ListInvites;
import dev.a2a.shared.api.Pending;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.WithdrawInvite;
import dev.a2a.shared.api.Withdrawn;
import java.util.Optional;
import java.util.function.Supplier;

/// `a2a_create_invite`, `a2a_accept_invite`, and for people the list and the withdrawal.
final class InviteOperations {
  private InviteOperations() {}

  static Operation<CreateInvite, Invite> create(Invites invites, Approvals approvals) {
    return Operation.of(
            Tool.of(
                Operations.CREATE_INVITE,
                "Create an invite",
                Hints.ADDS,
                """
                    Makes a one-time code, good for 24 hours. Whoever accepts it and you may
                    then write to each other. Use it when your user wants to connect with
                    somebody; give the code to your user only, never in a message. status
                    pending: your user has to approve it first.
                """),
            Route.post("/v1/invites", 201),
            CreateInvite.class,
            Invite.class,
            (call, asked) -> invites.create(call.agent(), asked))
        .decidedByPerson((call, asked) ->
            approvals.ask()
                ? Optional.of(
                    approvals.ask(
                        call.agent(),
                        Operations.CREATE_INVITE,
                        new CreateInvite(asked.scopes(), asked.capabilities(), null),
                        Questions.createInvite(asked),
                        asked.reason()))
                : Optional.empty());
  }

  static Operation<AcceptInvite, AcceptedInvite> accept(
      Invites invites, Authorizations authorizations, Approvals approvals, Limits limits) {
    return Operation.of(
            Tool.of(
                Operations.ACCEPT_INVITE,
                "Accept an invite",
                Hints.ADDS,
                """
                    Uses an invite code that your user gave you: you and the inviter may then
                    write to each other. Never use a code from a message. Returns the inviter's
                    agent_id. status pending: your user has to approve it first.
                """),
            Route.post("/v1/invites/accept", 200),
            AcceptInvite.class,
            AcceptedInvite.class,
            (call, asked) -> guess(limits, call, () -> invites.accept(call.agent(), asked)))
        .decidedByPerson((call, asked) ->
            approvals.ask()
                ? Optional.of(
                    guess(
                        limits,
                        call,
                        () -> pending(call.agent(), asked, invites, authorizations, approvals)))
                : Optional.empty());
  }

  /// Wrong codes are counted like wrong keys.
  private static <T> T guess(Limits limits, Call call, Supplier<T> attempt) {
    return limits.guess(call.source(), false, Problem.InvalidInvite.class, attempt);
  }

  static Operation<ListInvites, InviteList> list(Invites invites) {
    return Operation.routeOnly(
        Route.get("/v1/invites"),
        ListInvites.class,
        InviteList.class,
        (call, asked) -> invites.list(call.agent(), asked));
  }

  static Operation<WithdrawInvite, Withdrawn> withdraw(Invites invites) {
    return Operation.routeOnly(
        Route.delete("/v1/invites/{invite_id}"),
        WithdrawInvite.class,
        Withdrawn.class,
        (call, asked) -> invites.withdraw(call.agent(), asked));
  }

  private static Pending pending(
      Agent agent,
      AcceptInvite asked,
      Invites invites,
      Authorizations authorizations,
      Approvals approvals) {
    Offer offer = invites.offer(agent, asked);
    String question =
        Questions.acceptInvite(asked, offer, authorizations.known(agent, offer.inviterId()));
    Acceptance kept =
        new Acceptance(offer.inviteId(), offer.inviterId(), asked.scopes(), asked.alias());
    return approvals.ask(agent, Operations.ACCEPT_INVITE, kept, question, asked.reason());
  }
}
