package dev.a2a.shared.api;

import java.util.List;

/// What an agent says it can do, in its own order.
public record AgentCapabilities(String agentId, List<Capability> capabilities) {}
