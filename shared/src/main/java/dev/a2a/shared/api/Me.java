package dev.a2a.shared.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who the caller is, and whether mail waits.
public record Me(
    String agentId,
    String name,
    @Nullable String description,
    boolean listed,
    Instant createdAt,
    long unreadCount,
    String serverVersion) {}
