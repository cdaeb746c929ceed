package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a code that lets whoever accepts it first write to the caller, and the caller to them.
///
/// The reason is for the person who decides, and kept nowhere else.
public record CreateInvite(
    @JsonPropertyDescription("What they may do; default: both") @Nullable List<Scope> scopes,
    @JsonPropertyDescription("Ids of the only capabilities they may ask you for; default: any")
        @Nullable List<String> capabilities,
    @JsonPropertyDescription("Why, for your user") @Nullable String reason) {
  public CreateInvite {
    scopes = Scope.checked(scopes);
    capabilities = Check.optionalCapabilities(capabilities);
    reason = Check.optionalLine("reason", reason, Check.REASON_MAX);
  }

  @Override
  public List<Scope> scopes() {
    return scopes == null ? Scope.ALL : scopes;
  }
}
