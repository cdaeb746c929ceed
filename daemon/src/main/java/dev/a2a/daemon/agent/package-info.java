/// Who there is: agents, their API keys, and claims that give a key once.
///
/// Start at [Agents], then [Keys]. An [Agent] in hand is authenticated: nobody else can make one.
///
/// Must not know: authorizations, messages, HTTP, MCP.
@NullMarked
package dev.a2a.daemon.agent;

import org.jspecify.annotations.NullMarked;
