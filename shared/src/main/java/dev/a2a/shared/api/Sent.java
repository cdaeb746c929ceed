package dev.a2a.shared.api;

/// The message is on the daemon's disk.
public record Sent(String messageId, String threadId, MessageStatus status) {}
