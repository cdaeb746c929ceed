/// Where API keys are kept on this machine, each for one server and one agent.
///
/// Must not know: HTTP, MCP, the command line.
@NullMarked
package dev.a2a.bridge.keychain;

import org.jspecify.annotations.NullMarked;
