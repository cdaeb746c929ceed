package dev.a2a.shared.api;

/// The conversation is not paused now. `was_paused` is false too when there is none with that peer.
public record Resumed(String peerId, boolean wasPaused) {}
