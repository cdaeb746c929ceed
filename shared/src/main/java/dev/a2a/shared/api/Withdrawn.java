package dev.a2a.shared.api;

import java.time.Instant;

/// From `withdrawn_at` on nobody can accept the invite.
public record Withdrawn(String inviteId, Instant withdrawnAt) {}
