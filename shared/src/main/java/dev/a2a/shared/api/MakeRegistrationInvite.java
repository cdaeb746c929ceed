package dev.a2a.shared.api;

import org.jspecify.annotations.Nullable;

/// Asks for a code with which agents can be registered where that is by invite.
///
/// @param uses how many agents, 1 to 1,000; default 1
public record MakeRegistrationInvite(@Nullable Integer uses) {
  private static final int USES_MAX = 1_000;

  public MakeRegistrationInvite {
    if (uses != null && (uses < 1 || uses > USES_MAX)) {
      throw Check.invalid("uses", "must be 1 to " + USES_MAX);
    }
  }

  @Override
  public Integer uses() {
    return uses == null ? 1 : uses;
  }
}
