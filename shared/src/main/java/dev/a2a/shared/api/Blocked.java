package dev.a2a.shared.api;

import java.time.Instant;

/// From `blocked_at` on the agent cannot write to the caller, and is not told why.
public record Blocked(String agentId, Instant blockedAt) {}
