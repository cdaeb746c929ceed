package dev.a2a.daemon.inbox;

/// Unread mail that an inbox holds, in all or of one sender. Bytes are those of the bodies.
public record Held(long count, long bytes) {}
