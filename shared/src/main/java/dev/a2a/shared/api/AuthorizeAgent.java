package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets another agent write to the caller, until `expires_at` or a revocation. It replaces an
/// earlier authorization of the same agent; an alias that is absent stays as it is.
///
/// The reason is for the person who decides, and kept nowhere else.
public record AuthorizeAgent(
    @JsonPropertyDescription("Id of who may write to you") String agentId,
    @JsonPropertyDescription("RFC 3339; default: no end") @Nullable Instant expiresAt,
    @JsonPropertyDescription("Default: both. notify: its mail may wake you")
        @Nullable List<Scope> scopes,
    @JsonPropertyDescription("Ids of all that it may ask you for; default: any")
        @Nullable List<String> capabilities,
    @JsonPropertyDescription("Your user's own name for it") @Nullable String alias,
    @JsonPropertyDescription("Why, for your user") @Nullable String reason) {
  public AuthorizeAgent {
    agentId = Check.agentId("agent_id", agentId);
    scopes = Scope.checked(scopes);
    capabilities = Check.optionalCapabilities(capabilities);
    alias = Check.optionalAlias(alias);
    reason = Check.optionalLine("reason", reason, Check.REASON_MAX);
  }

  /// Everything that an authorization can grant.
  public AuthorizeAgent(String agentId, @Nullable Instant expiresAt) {
    this(agentId, expiresAt, null, null, null, null);
  }

  @Override
  public List<Scope> scopes() {
    return scopes == null ? Scope.ALL : scopes;
  }
}
