package dev.a2a.shared.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a message has come, and when. `reply_id` is the first message that answers it.
/// `recipient_last_checked_at` is when the recipient last checked its inbox, to the minute; only
/// the sender sees it, and only while it may write to the recipient. `still_waiting`: the wait that
/// was asked for ended before the message had come so far.
public record Receipt(
    String messageId,
    MessageStatus status,
    Instant queuedAt,
    @Nullable Instant deliveredAt,
    @Nullable Instant readAt,
    @Nullable Instant repliedAt,
    @Nullable String replyId,
    Instant expiresAt,
    @Nullable Instant recipientLastCheckedAt,
    @Nullable Boolean stillWaiting) {}
