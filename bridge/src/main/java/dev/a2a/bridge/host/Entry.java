package dev.a2a.bridge.host;

/// A server in a host's file. `secret` tells whether an API key of an agent stands in it.
public record Entry(String name, Command command, boolean secret) {}
