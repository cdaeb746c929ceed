package dev.a2a.shared.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of an agent's own audit log, newest first.
public record AuditLog(List<AuditEntry> entries, boolean hasMore, @Nullable String cursor) {}
