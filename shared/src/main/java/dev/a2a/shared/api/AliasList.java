package dev.a2a.shared.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of the caller's own names for other agents, ordered by their ids.
public record AliasList(List<Alias> aliases, boolean hasMore, @Nullable String cursor) {

  /// What the caller calls an agent; absent when it has no such name any more.
  public record Alias(String agentId, @Nullable String alias) {}
}
