package dev.a2a.bridge.profile;

/// A named local identity: an agent on a server. Its key is kept elsewhere, under the server's
/// origin and the agent id.
public record Profile(String name, Server server, String agentId, String agentName) {}
