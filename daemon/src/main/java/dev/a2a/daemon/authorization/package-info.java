/// Who may write to whom, and so who may know of whom.
///
/// Start at [Authorizations].
///
/// Must not know: messages, HTTP, MCP.
@NullMarked
package dev.a2a.daemon.authorization;

import org.jspecify.annotations.NullMarked;
