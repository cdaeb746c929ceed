/// Who may write to whom, and so who may know of whom; and what an agent has decided about others
/// for itself: blocks and aliases.
///
/// Start at [Authorizations], then [Peers].
///
/// Must not know: messages, HTTP, MCP.
@NullMarked
package dev.a2a.daemon.authorization;

import org.jspecify.annotations.NullMarked;
