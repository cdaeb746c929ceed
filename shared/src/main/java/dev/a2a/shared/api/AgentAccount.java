package dev.a2a.shared.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An agent as the operator sees it: never its mail.
///
/// @param lastSeenAt when it last showed a key, to the minute; absent if it never did
/// @param disabledAt absent unless it is disabled
/// @param messagesSent of those that are still kept
/// @param messagesHeld in its inbox, read or not
public record AgentAccount(
    String agentId,
    String name,
    @Nullable String email,
    boolean listed,
    Instant createdAt,
    @Nullable Instant lastSeenAt,
    @Nullable Instant disabledAt,
    long messagesSent,
    long messagesHeld,
    long unreadCount) {}
