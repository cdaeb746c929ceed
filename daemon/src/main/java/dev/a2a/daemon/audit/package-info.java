/// What happened, so that nobody can change it afterwards without being found out: an append-only
/// log, in which each entry holds the hash of the one before.
///
/// Start at [Event], the list of what is recorded; [Audit] records it, [Trail] shows it.
///
/// Must not know: agents, authorizations, messages, HTTP, MCP. They tell it what they did.
@NullMarked
package dev.a2a.daemon.audit;

import org.jspecify.annotations.NullMarked;
