package dev.a2a.shared.api;

import org.jspecify.annotations.Nullable;

/// Gives another agent the caller's own name for it, or none when it is absent or empty. Nobody
/// else sees it.
public record SetAlias(String agentId, @Nullable String alias) {
  public SetAlias {
    agentId = Check.agentId("agent_id", agentId);
    alias = alias == null || alias.isEmpty() ? null : Check.optionalAlias(alias);
  }
}
