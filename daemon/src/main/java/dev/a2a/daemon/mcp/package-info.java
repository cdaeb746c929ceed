/// The door for MCP over Streamable HTTP, stateless: any node can answer any request.
///
/// Start at [McpEndpoint]. The SDK's types stay in here.
///
/// Must not know: SQL, the rules.
@NullMarked
package dev.a2a.daemon.mcp;

import org.jspecify.annotations.NullMarked;
