package dev.a2a.shared.api;

import java.time.Instant;

/// From `unblocked_at` on only authorizations decide whether the agent may write to the caller.
public record Unblocked(String agentId, Instant unblockedAt) {}
