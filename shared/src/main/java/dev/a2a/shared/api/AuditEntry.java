package dev.a2a.shared.api;

import java.time.Instant;
import java.util.Map;

/// One thing that an agent did or that was done to it. `n` counts from 1 in each agent's own chain.
///
/// The hashes are lower-case hex. `hash` is the SHA-256 of all other members as compact JSON with
/// sorted keys; `prev_hash` is the hash of entry `n - 1`, and 64 zeros in the first.
public record AuditEntry(
    String agentId,
    long n,
    Instant at,
    String kind,
    Map<String, Object> details,
    String prevHash,
    String hash) {}
