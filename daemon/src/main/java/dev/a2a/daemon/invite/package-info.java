/// One-time codes that make two agents authorize each other.
///
/// Start at [Invites].
///
/// Must not know: HTTP, MCP, who decides.
@NullMarked
package dev.a2a.daemon.invite;

import org.jspecify.annotations.NullMarked;
