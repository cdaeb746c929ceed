/// What agents say they can do.
///
/// Start at [Capabilities].
///
/// Must not know: messages, HTTP, MCP.
@NullMarked
package dev.a2a.daemon.capability;

import org.jspecify.annotations.NullMarked;
