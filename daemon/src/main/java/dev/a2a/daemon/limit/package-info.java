/// How much is too much: who may send, register and be wrong how often.
///
/// Start at [Limits]. All of it is in memory and starts anew with the daemon.
///
/// Must not know: the database, agents, HTTP, MCP.
@NullMarked
package dev.a2a.daemon.limit;

import org.jspecify.annotations.NullMarked;
