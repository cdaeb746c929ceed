package dev.a2a.shared.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The message is on the daemon's disk. `recipient_last_checked_at` is when the recipient last
/// checked its inbox, to the minute; absent when it never did.
public record Sent(
    String messageId,
    String threadId,
    MessageStatus status,
    @Nullable Instant recipientLastCheckedAt) {}
