/// The one way from this process to a daemon: [Server] is where it is, [Identity] who we are there,
/// [DaemonClient] how to ask.
///
/// Must not know: MCP, the command line.
@NullMarked
package dev.a2a.bridge.link;

import org.jspecify.annotations.NullMarked;
