package dev.a2a.shared.api;

/// Asks for the keys of the caller.
public record ListKeys() {}
