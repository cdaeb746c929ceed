package dev.a2a.shared.api;

/// Whether an agent is disabled now.
public record AgentState(String agentId, boolean disabled) {}
