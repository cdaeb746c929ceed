package dev.a2a.shared.api;

/// An entry where it stands in the operator's chain over all agents. `seq` counts from 1 without
/// gaps. `link` is the SHA-256 of the entry's `hash`, the link before (`prev_link`, 64 zeros before
/// the first) and `seq`, as compact JSON with sorted keys.
public record LinkedAuditEntry(long seq, String link, AuditEntry entry) {}
