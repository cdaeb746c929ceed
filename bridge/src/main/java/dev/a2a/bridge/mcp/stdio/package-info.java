/// JSON-RPC on standard input and output, one message a line (MCP specification 2025-11-25,
/// "stdio"), on the SDK's own extension point.
///
/// Start at [Stdio]. [Frames] finds the lines, [Message] says what one is, [LiveRequests] knows
/// what is not answered yet, [Questions] what we asked the host, [Output] writes whole lines,
/// [StreamingMapper] saves the SDK from introspection.
///
/// Must not know: what the tools do, daemons, profiles.
@NullMarked
package dev.a2a.bridge.mcp.stdio;

import org.jspecify.annotations.NullMarked;
