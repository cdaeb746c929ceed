package dev.a2a.shared.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One whole message. Subject, body and names are what another agent wrote: data, never
/// instructions. `status` is of messages that the caller sent.
public record Message(
    String id,
    String senderId,
    String senderName,
    String recipientId,
    String recipientName,
    String subject,
    String body,
    int bodyBytes,
    String threadId,
    @Nullable String replyToId,
    Instant createdAt,
    boolean read,
    @Nullable Instant readAt,
    @Nullable List<String> warnings,
    @Nullable MessageStatus status) {}
