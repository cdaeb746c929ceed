/// `a2a-bridge`, the MCP server inside an agent's host. Start at [Main], then [Bridge].
///
/// It answers `initialize` and `tools/list` from what is in the program and in `config.json`. Calls
/// go to the daemon as they came, and its answers back, so it need not know the tools and serves
/// newer daemons ([ToolCalls]). Only what must happen on the agent's machine is done here:
/// [Registration] keeps the key, [Person] is asked what the daemon leaves to a person.
///
/// Must not know: the command line, SQL, what a tool's arguments mean.
@NullMarked
package dev.a2a.bridge.mcp;

import org.jspecify.annotations.NullMarked;
