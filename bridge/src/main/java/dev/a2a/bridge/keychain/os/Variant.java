package dev.a2a.bridge.keychain.os;

/// A value that carries its D-Bus signature.
public record Variant(String signature, Object value) {}
