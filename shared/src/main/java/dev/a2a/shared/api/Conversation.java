package dev.a2a.shared.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of a conversation, whole messages, newest first. A page ends early rather than exceed 64
/// KiB of bodies; it always holds at least one message if there is one. Unknown peers and peers
/// without mail look the same: an empty page.
public record Conversation(
    String peerId, List<Message> messages, boolean hasMore, @Nullable String cursor) {}
