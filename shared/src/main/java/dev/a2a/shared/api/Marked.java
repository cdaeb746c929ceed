package dev.a2a.shared.api;

/// How many messages this call marked (0 when they were read already), and how many are unread now.
public record Marked(int marked, long unreadCount) {}
