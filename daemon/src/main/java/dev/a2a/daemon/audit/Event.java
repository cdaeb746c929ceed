package dev.a2a.daemon.audit;

import dev.a2a.shared.api.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is recorded. The name of the record is the entry's `kind`, its members are the `details`,
/// so both are part of what `docs/audit.md` promises and never change.
///
/// A member is text of ours (an id, a time, a word), a number, a boolean or a list of such texts:
/// never a key, a subject, a body, or anything else that a stranger wrote.
public sealed interface Event {

  // ---- agents and keys

  /// The agent was made.
  ///
  /// @param inviteId the registration invite that was used, where one was needed
  record AgentRegistered(@Nullable String inviteId) implements Event {}

  /// A key was made for a new agent.
  record KeyMade(String keyId) implements Event {}

  /// A key was made in place of another.
  ///
  /// @param previousEndsAt until when that one still works
  record KeyRotated(String keyId, String previousKeyId, Instant previousEndsAt) implements Event {}

  record KeyRevoked(String keyId) implements Event {}

  record ClaimMade(Instant expiresAt) implements Event {}

  /// A claim was exchanged for an agent's first key.
  record ClaimRedeemed(String keyId) implements Event {}

  // ---- who may write

  /// The agent lets the peer write to it.
  record AuthorizationGranted(
      String peerId,
      List<Scope> scopes,
      @Nullable List<String> capabilities,
      @Nullable Instant expiresAt)
      implements Event {}

  record AuthorizationRevoked(String peerId) implements Event {}

  record AgentBlocked(String peerId) implements Event {}

  record AgentUnblocked(String peerId) implements Event {}

  record InviteWithdrawn(String inviteId) implements Event {}

  record InviteMade(String inviteId, Instant expiresAt) implements Event {}

  /// The agent accepted the peer's invite.
  record InviteAccepted(String inviteId, String peerId) implements Event {}

  // ---- what a person decided

  /// Something waits for a person.
  ///
  /// @param action what was asked for, such as the name of a tool
  record ApprovalAsked(String approvalId, String action) implements Event {}

  record ApprovalGiven(String approvalId) implements Event {}

  record ApprovalDenied(String approvalId) implements Event {}

  // ---- mail

  /// A message was accepted.
  ///
  /// @param outsidePair true if the agent was shown mail of somebody else in the 10 minutes before
  record MessageSent(
      String messageId, String recipientId, int bodyBytes, @Nullable Boolean outsidePair)
      implements Event {}

  // ---- the operator's acts: on an agent in its chain, else in the operator's own

  record AgentDisabled() implements Event {}

  record AgentEnabled() implements Event {}

  record RegistrationInviteMade(String inviteId, int uses, Instant expiresAt) implements Event {}
}
