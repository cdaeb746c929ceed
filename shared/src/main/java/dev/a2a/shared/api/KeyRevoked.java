package dev.a2a.shared.api;

import java.time.Instant;

/// A key that works no longer.
public record KeyRevoked(String keyId, Instant revokedAt) {}
