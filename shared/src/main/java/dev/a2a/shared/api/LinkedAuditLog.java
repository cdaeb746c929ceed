package dev.a2a.shared.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of the audit log of all agents, newest first; for the operator.
public record LinkedAuditLog(
    List<LinkedAuditEntry> entries, boolean hasMore, @Nullable String cursor) {}
