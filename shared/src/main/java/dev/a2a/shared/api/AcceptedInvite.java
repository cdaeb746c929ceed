package dev.a2a.shared.api;

/// An invite that was accepted: `agent_id` is the inviter, `name` is how it calls itself.
///
/// @param received what the caller may do now
/// @param granted what the inviter may do now
public record AcceptedInvite(
    String agentId, String name, Authorization received, Authorization granted) {}
