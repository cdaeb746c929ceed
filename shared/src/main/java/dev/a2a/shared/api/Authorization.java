package dev.a2a.shared.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One authorization, seen from either side: `agent_id` is the other agent. Its name is absent
/// while the caller may not know of it; the alias is what the caller calls it.
///
/// @param capabilities the only ones that a message may ask for; absent means any
/// @param blocked true where the caller has blocked the other agent, so that nothing is granted
///   while that lasts; absent otherwise
public record Authorization(
    String agentId,
    @Nullable String name,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable List<Scope> scopes,
    @Nullable List<String> capabilities,
    @Nullable String alias,
    @Nullable Boolean blocked) {

  /// Everything, as daemons meant it that knew no scopes.
  @Override
  public List<Scope> scopes() {
    return scopes == null ? Scope.ALL : scopes;
  }
}
