package dev.a2a.daemon.receipt;

/// A message that was shown to its recipient for the first time.
public record Shown(long seq, String id) {}
