package dev.a2a.shared.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of all agents of the daemon.
public record AgentAccountList(
    List<AgentAccount> agents, boolean hasMore, @Nullable String cursor) {}
