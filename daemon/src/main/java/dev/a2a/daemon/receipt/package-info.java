/// Receipts: what becomes of a message after it was accepted, and how its sender hears of it.
///
/// Start at [Receipts]. [Arrivals] wakes those who wait.
///
/// Must not know: how messages are sent and listed, HTTP, MCP.
@NullMarked
package dev.a2a.daemon.receipt;

import org.jspecify.annotations.NullMarked;
