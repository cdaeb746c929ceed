package dev.a2a.shared.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One authorization, seen from either side: `agent_id` is the other agent. The name is absent
/// while nobody has that id.
public record Authorization(
    String agentId, @Nullable String name, Instant createdAt, @Nullable Instant expiresAt) {}
