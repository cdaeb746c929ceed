package dev.a2a.shared.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of agents, ordered by id.
public record AgentList(List<AgentItem> agents, boolean hasMore, @Nullable String cursor) {

  /// One agent. `you_may_write` and `may_write_to_you` are the authorizations in force now; the
  /// alias is what the caller calls it.
  public record AgentItem(
      String agentId,
      String name,
      @Nullable String description,
      boolean youMayWrite,
      boolean mayWriteToYou,
      @Nullable String alias) {}
}
