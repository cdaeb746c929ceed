package dev.a2a.shared.api;

/// Makes the code of an open invite worthless.
public record WithdrawInvite(String inviteId) {
  public WithdrawInvite {
    inviteId = Check.inviteId("invite_id", inviteId);
  }
}
