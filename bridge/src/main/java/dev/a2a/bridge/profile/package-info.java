/// Named local identities, kept without secrets in `config.json`.
///
/// Must not know: HTTP, MCP, the command line.
@NullMarked
package dev.a2a.bridge.profile;

import org.jspecify.annotations.NullMarked;
