package dev.a2a.shared.api;

import java.time.Instant;

/// From `revoked_at` on the agent can no longer write to the caller.
public record Revoked(String agentId, Instant revokedAt) {}
