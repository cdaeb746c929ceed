package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Uses an invite up: from then on the caller and the inviter may write to each other.
///
/// The reason is for the person who decides, and kept nowhere else.
public record AcceptInvite(
    @JsonPropertyDescription("The code, a2a_inv_ and 32 digits") String code,
    @JsonPropertyDescription("What the inviter may do; default: both") @Nullable List<Scope> scopes,
    @JsonPropertyDescription("Your user's own name for the inviter") @Nullable String alias,
    @JsonPropertyDescription("Why, for your user") @Nullable String reason) {
  public AcceptInvite {
    code = Check.line("code", code, 100);
    scopes = Scope.checked(scopes);
    alias = Check.optionalAlias(alias);
    reason = Check.optionalLine("reason", reason, Check.REASON_MAX);
  }

  @Override
  public List<Scope> scopes() {
    return scopes == null ? Scope.ALL : scopes;
  }

  /// Without the code, so that it cannot slip into a log.
  @Override
  public String toString() {
    return "AcceptInvite[]";
  }
}
