package dev.a2a.shared.api;

import java.time.Instant;

/// How a daemon is.
///
/// @param messages that are kept, read or not
/// @param acceptedCount messages accepted since the database was made
/// @param waitingWrites requests that wait for the disk at this moment
/// @param diskFreeBytes where the database is
public record Stats(
    String serverVersion,
    Instant startedAt,
    long agents,
    long disabledAgents,
    long messages,
    long unreadCount,
    long acceptedCount,
    long auditEntries,
    long databaseBytes,
    long logBytes,
    long diskFreeBytes,
    int waitingWrites,
    long commits) {}
