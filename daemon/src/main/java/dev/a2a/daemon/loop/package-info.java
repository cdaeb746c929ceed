/// Stops two agents that answer each other without end.
///
/// Start at [LoopGuard].
///
/// Must not know: messages, authorizations, HTTP, MCP.
@NullMarked
package dev.a2a.daemon.loop;

import org.jspecify.annotations.NullMarked;
