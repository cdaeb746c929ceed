/// What the operator of a daemon may do: see who is there, disable and enable agents, invite new
/// ones, and see how the daemon is. Never read mail.
///
/// Start at [Operator].
///
/// Must not know: HTTP, MCP, the operator's key.
@NullMarked
package dev.a2a.daemon.operator;

import org.jspecify.annotations.NullMarked;
