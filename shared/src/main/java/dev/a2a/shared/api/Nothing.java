package dev.a2a.shared.api;

/// The request of an operation that takes no arguments.
public record Nothing() {}
